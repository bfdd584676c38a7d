"""The proofreader: what a viewer would object to in a chapter, found by walking it without encoding it.

`reader.read(order)` gives every defect. Each family of rules has a file of its own with `RULES`, the names of its rules,
and `defects(film)`, what they find in a film that was walked.
"""
