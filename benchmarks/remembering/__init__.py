"""How well messages are read for memory: `python -m benchmarks.remembering`; see `benchmarks/memory/README.md`."""
