"""The fast path of `POST /graphql`: an answer is written by the HTTP protocol itself, ten times as many a second as by the application.

It gives the status, headers and bytes that the application gives, or nothing: then the request goes to the application as if it had not been
tried (`tests/web/fastpath/test_same_answers.py` compares both on a socket). What it skips, and who answers for it instead:

- routing and the ASGI scope: only this one address and method, given without a query string, are taken;
- CORS, compression and `Vary`: the headers are put together once for each combination of request headers that decides them (`path.py`);
- metrics and the access log: told here for each answer (`path.py`);
- tasks, messages and a hop to a thread: a store in this process is asked in the event loop, for 4 ms at most. What takes longer, or comes from
  a store at the other end of a wire, is made by a thread (`batching.py`) and written when it is there (`protocol.py`).

What is unusual is left to the application: other media types, errors, subscriptions, persisted queries, a release that is not open yet, and
answers so large that to compress them would hold up others. Measured in docs/decisions/0080-one-road-and-a-fast-path.md.
"""
