"""Intake: from files that people drop to distinct, stored, openable contents. Never looks at what a document says."""
