"""The command line, a command a module: words to calls. It alone prints, asks and exits."""
