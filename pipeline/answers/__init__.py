"""Answers about the published build for pages, programs and assistants: the same objects behind every door."""
