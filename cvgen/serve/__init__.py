"""The live preview: a page in the browser that follows the files, and `render --watch`.

```text
 files ── Watcher ──▶ Scheduler ── jobs ──▶ ForkClient ── pipes ──▶ ForkServer ── fork ──▶ a render
                          │ ◀──────────────── outcomes ──────────────────────────────────────┘
                          └── events ──▶ pages in the browser
```

The process that the user starts reads no CV: it watches, answers the browser and hands out jobs. A
child of the fork server does each render and ends with it. So a newer save can end a render at any
moment, no render leaves anything behind, and memory does not grow.
"""
