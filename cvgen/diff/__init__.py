"""`cvgen diff`: what differs between variants, or between revisions."""
