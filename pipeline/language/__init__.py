"""Printed Chinese budget language: spelling, numbers, codes, kinship, vocabularies, the meaning of a header path."""
