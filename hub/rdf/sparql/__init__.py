"""SPARQL over a release: an Oxigraph store made from the dump once, asked by processes that can be stopped.

`store` makes it, `question` checks what is asked, `pool` keeps the processes and hands out questions, `worker` is what they run.
"""
