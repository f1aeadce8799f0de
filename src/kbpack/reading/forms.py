"""The forms of English words, from a lemma and its irregular forms."""

from __future__ import annotations

_VOWELS = frozenset("aeiou")


def _with_ending(stem: str, ending: str) -> str:
    if ending == "s":
        if stem.endswith("y") and stem[-2] not in _VOWELS:
            return stem[:-1] + "ies"
        return stem + ("es" if stem.endswith(("s", "x", "z", "ch", "sh")) else "s")
    if stem.endswith("e") and not (ending == "ing" and stem.endswith(("ee", "ye"))):
        stem = stem[:-1]
    elif ending == "ed" and stem.endswith("y") and stem[-2] not in _VOWELS:
        return stem[:-1] + "ied"
    return stem + ending


def verb_forms(lemma: str, irregular: str) -> dict[str, str]:
    """Each form of a verb with its part: base, third, past or gerund; of a phrase the first word is the verb.

    `irregular` lists, parted by blanks, forms that stand for past and participle, and gerunds ending in -ing.
    """
    head, *rest = lemma.split(" ")
    tail = "".join(f" {word}" for word in rest)
    given = irregular.split()
    gerunds = [form for form in given if form.endswith("ing")] or [_with_ending(head, "ing")]
    pasts = [form for form in given if not form.endswith("ing")] or [_with_ending(head, "ed")]
    third = f"{head}es" if head.endswith("o") else _with_ending(head, "s")
    forms = {head + tail: "base", third + tail: "third"}
    return forms | {form + tail: "gerund" for form in gerunds} | {form + tail: "past" for form in pasts}


def noun_forms(lemma: str, irregular: str) -> tuple[str, ...]:
    """A noun's singular and plural; a lemma with its plural given has no other."""
    return (lemma, *(irregular.split() or [_with_ending(lemma, "s")]))
