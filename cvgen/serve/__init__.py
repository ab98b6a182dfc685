"""The live preview in the browser, and `render --watch`.

```text
 files ── Watcher ──▶ Scheduler ── jobs ──▶ ForkClient ── pipes ──▶ ForkServer ── fork ──▶ a render
                          │ ◀──────────────── outcomes ──────────────────────────────────────┘
                          └── events ──▶ pages in the browser
```

The main process reads no CV: it watches files, answers the browser and hands out jobs. Each render
runs in its own child of the fork server. So a newer save can stop a render at any moment, no render
leaves anything behind, and memory does not grow.
"""
