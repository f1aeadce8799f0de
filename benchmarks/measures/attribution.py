"""Who says it: sentences that attribute something, and the holders and cues of what was found."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from measures import ours
from measures.labels import Corpora, Run, Sentence, Span, split_of
from measures.locating import located
from measures.scores import HEAD, Errors, Page, Score, overlap, row

VERBS = frozenset(
    """
    accuse accuses accused according add adds added allege alleges alleged announce announces announced argue argues
    argued believe believes believed claim claims claimed confirm confirms confirmed deny denies denied explain explains
    explained insist insists insisted note notes noted report reports reported say says said state states stated suggest
    suggests suggested tell tells told think thinks thought warn warns warned
    """.split()  # noqa: SIM905  a list of words is read as words
)
BASELINE = f"{len(VERBS)} reporting words"


@dataclass
class Shares:
    """How many of the sayings that were found have the right cue, holder and voice."""

    cues: list[bool] = field(default_factory=list)
    holders: list[bool] = field(default_factory=list)
    voices: list[bool] = field(default_factory=list)

    def show(self, task: str) -> None:
        """Print the shares."""
        for name in ("cue", "holder", "voice"):
            found = getattr(self, f"{name}s")
            if found:
                print(row(task, f"{ours.NAME}: right {name}", f"{sum(found) / len(found):.3f} of {len(found)}"))


def measure(corpora: Corpora, runs: Sequence[Run], split: str, errors: Errors) -> None:
    """Print the tables."""
    print(row("\nattribution", "", HEAD))
    _news(corpora, split, errors)
    news = [run for run in runs if "attributed" in run.layers]
    if news:
        _sentences("news runs, attributed", corpora, news, _is_attributed, errors)
    speeches = [run for run in runs if "sayings" in run.layers]
    _sentences("speeches, attributed", corpora, speeches, _is_attributed, errors)
    _sentences("speeches, any act of saying", corpora, speeches, _has_act, errors)
    _acts(corpora, speeches, errors)


def _is_attributed(_: Run, sentence: Sentence) -> bool:
    return sentence.attributed == "yes"


def _has_act(run: Run, sentence: Sentence) -> bool:
    return any(act.sentence == sentence.start for act in run.acts)


def has_verb(text: str, start: int, end: int) -> bool:
    """Whether a stretch has one of the reporting words."""
    return not VERBS.isdisjoint(re.findall(r"[a-z]+", text[start:end].lower()))


def _sentences(
    task: str, corpora: Corpora, runs: Sequence[Run], wanted: Callable[[Run, Sentence], bool], errors: Errors
) -> None:
    scores = {ours.NAME: Score(), BASELINE: Score()}
    for run in runs:
        text = corpora.text(run.path, run.sha256)
        for one in run.sentences:
            labelled = wanted(run, one)
            acts = ours.acts(text, one.start, one.end)
            wrong = scores[ours.NAME].count(labelled=labelled, found=bool(acts))
            scores[BASELINE].count(labelled=labelled, found=has_verb(text, one.start, one.end))
            if wrong:
                errors.add(wrong, Page(run.path, text), _where(acts, one), _cues(text, acts))
    for reader, score in scores.items():
        print(row(task, reader, score))
    errors.show(task)


def _where(acts: Sequence[ours.Act], sentence: Sentence) -> Span:
    return acts[0].anchor if acts else (sentence.start, sentence.end)


def _cues(text: str, acts: Sequence[ours.Act]) -> str:
    return " ".join(f"[{text[slice(*act.anchor)][:25]}]" for act in acts)


def _acts(corpora: Corpora, runs: Sequence[Run], errors: Errors) -> None:
    """Single sayings, paired by their cues."""
    score, shares = Score(), Shares()
    for run in runs:
        text = corpora.text(run.path, run.sha256)
        page = Page(run.path, text)
        left = [act for one in run.sentences for act in ours.acts(text, one.start, one.end)]
        for act in run.acts:
            found = next((one for one in left if one.cue and overlap(one.cue, act.cue)), None)
            if found is None:
                score.missed += 1
                errors.add("missed", page, act.cue)
                continue
            left.remove(found)
            score.right += 1
            shares.voices.append(found.own == act.own)
            shares.holders.append(_same(found.holder, act.holder))
            if not shares.holders[-1]:
                said = text[slice(*found.holder)] if found.holder else "nobody"
                errors.add("holder", page, act.cue, f"[{said[:40]}]")
        score.wrong += len(left)
        for one in left:
            errors.add("too many", page, one.anchor)
    print(row("speeches, single acts by cue", ours.NAME, score))
    shares.show("speeches, single acts by cue")
    errors.show("single acts")


def _same(found: Span | None, label: Span | None) -> bool:
    return found is label if found is None or label is None else overlap(found, label)


def _news(corpora: Corpora, split: str, errors: Errors) -> None:
    """News with published labels: a unit is attributed where a labelled source and cue begins."""
    scores, shares, lost = {ours.NAME: Score(), BASELINE: Score()}, Shares(), 0
    for path, rows in corpora.attribution_rows.items():
        if split not in {"all", split_of(path)}:
            continue
        text = corpora.text(path)
        places = located(text, rows)
        lost += places.count(None)
        for start, end in ours.units(text):
            labels = [text[slice(*one)] for one in places if one and start <= one[0] < end]
            acts = ours.acts(text, start, end)
            wrong = scores[ours.NAME].count(labelled=bool(labels), found=bool(acts))
            scores[BASELINE].count(labelled=bool(labels), found=has_verb(text, start, end))
            if wrong:
                errors.add(wrong, Page(path, text), (start, end), _cues(text, acts))
            elif labels:
                right = _within(text, [one.holder for one in acts], labels)
                shares.holders.append(right)
                shares.cues.append(_within(text, [one.cue for one in acts], labels))
                if not right:
                    errors.add("holder", Page(path, text), (start, end))
    for reader, score in scores.items():
        print(row("news, attributed", reader, score))
    shares.show("news, attributed")
    if lost:
        print(row("news, attributed", f"{lost} labels not found in the text", ""))
    errors.show("news, attributed")


def _within(text: str, spans: Sequence[Span | None], labels: Sequence[str]) -> bool:
    """Whether the words of one of the spans are all in one of the labels."""
    found = [_words(text[slice(*one)]) for one in spans if one]
    return any(words and words <= _words(label) for words in found for label in labels)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
