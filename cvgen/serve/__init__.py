"""The live preview: a page in the browser that follows the files, and `render --watch`.

```text
 files ── Watcher ──▶ Board ── jobs ──▶ Warm ── pipes ──▶ nursery ── fork ──▶ a render
                        │ ◀──────────── outcomes ───────────────────────────────┘
                        └── events ──▶ pages in the browser
```

The process that the user starts reads no CV: it watches, answers the browser and hands out jobs. A
render is done by a child of a warm process, which is gone after it: so a newer save can end it at
any moment, nothing that it does lasts, and memory does not grow.
"""
