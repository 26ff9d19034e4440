"""Tables without a list: a value beside each label."""
