"""Long work: done in pieces, so that it can be watched, cancelled and taken up again, and nothing is done twice.

**A verb is to a job what a view is to a request.** It is a function `piece(work: Work) -> Step` that does the next
piece and says how far that brings the whole. It is called until `Step.done` reaches `Step.total`, always the same way:
going on after a crash is no special case, because nothing but `work.done`, `work.kept` and the database tells it where
it is. A wing keeps its verbs in its views (`VERBS = {"certificates.issue": Verb(title, endpoint, piece)}`); app.py
collects them and says who somebody is today. A view starts a job by `jobs.operations.ask(kind, args, nonce, given)`
and leads to `jobs.show`.

**Each piece is one transaction**: what the verb wrote, the progress, and the look at whether this worker still has the
lease are committed together or not at all. A worker that was presumed dead finds the job in other hands and keeps
nothing. `Refused` ends the job with its sentence and keeps nothing of that piece; the pieces before stay, so a verb
that must do all or nothing does all its writing in one piece.

**A piece that only computes** (drawing a thousand pages, reading a large file: `Verb(…, writes=never)`, or a function
of the work: first look, then write) is read-only while it works, so that SQLite's one writer is not held up; what it
made goes out in `Step.files` or `work.kept`. Long pieces call `work.reached(n)` now and then: that moves the bar, and
stops the piece when the job is cancelled.

The verb acts as the person who asked, with the roles held at that moment; whoever has lost the right is refused. How
far they reach is asked then, too (`access.reach_at(endpoint)`), and not kept in `args`.
"""
