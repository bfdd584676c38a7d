"""Words in other languages, for those who write them: what is missing, stale or broken; drafts and seals."""
