"""The warehouse for people who write no SQL: pages over the published build, by a server or as a folder of files. Nothing here writes to a home."""
