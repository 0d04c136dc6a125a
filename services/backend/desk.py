"""The desk of one log: takes reports, decides commands, hands events to the writer.

Everything runs on the backend's one loop, so the board needs no lock. The board changes at once, answers
wait for the commit. Should a commit fail, the writer refuses everything from then on and the board is
rebuilt from the log at the next start.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec
import sqlalchemy as sa

from services.backend import readmodel
from services.backend.case import Case
from services.backend.days import Day, Days
from services.backend.drafts import Accepted, Identity, ReportDraft, Session
from services.backend.handlers import decide
from services.backend.history import History
from services.backend.memory import MAX_KEYS, Memory
from services.backend.reception import draft_of, receive, reporter_hash
from services.backend.rulebook import Rulebook
from services.backend.step_handlers import first_views
from services.backend.words import HARMLESS, changed_since
from services.contract.closing import FileProof, Photo, ProofFiled
from services.contract.codec import seal
from services.contract.commands import AddNote, Command, RevealReporter, SubmitReport
from services.contract.errors import KnownError, Rejected
from services.contract.events import Body, IncidentDisposed, ReporterRevealed, ReportReceived, SeverityChanged
from services.contract.messages import Do, Log, LogState, Outcome, OutcomeStatus
from services.contract.records import Report
from services.projection.apply import Changes, apply_body
from services.projection.board import Board
from services.rules.permissions import allowed
from services.rules.photoindex import PhotoIndex
from services.store import documents, queries
from services.store.callers import Callers
from services.store.log import Batch, EventRow, LogWriter, NotWritable

_encode = msgspec.json.Encoder().encode
_accepted = msgspec.json.Decoder(Accepted)
_outcome = msgspec.json.Decoder(Outcome)
Done = asyncio.Future[None] | None
"""The commit an answer waits for; None: it is on disk already, or concerns nothing that is."""


@dataclass(frozen=True)
class Tools:
    """What every desk of a backend shares."""

    writer: LogWriter
    rules: Rulebook
    engine: sa.Engine
    secret: bytes
    now: Callable[[], int]
    """Server time in milliseconds UTC."""
    photo_of: Callable[[str], Photo | None] = lambda sha256: None
    """What is known about a photograph that was taken in."""


class Desk:
    """One per log."""

    def __init__(self, name: Log, info: queries.LogInfo, board: Board, tools: Tools) -> None:
        self.name = name
        self.tools = tools
        self.open(info, board)

    def open(self, info: queries.LogInfo, board: Board) -> None:
        """Work on a log: at start, or when a new drill begins."""
        self.log = info
        self.board = board
        self.active = info.active
        self.committed = info.seq
        """Sequence number that is on disk: nobody hears of anything beyond it."""
        self.history = History(info.seq)
        self.days = Days(self.tools.rules.pack.city.prefix, self.tools.rules.zone, self._load_day)
        self.callers = Callers(info.id)
        self.callers.catch_up(self.tools.engine)
        with self.tools.engine.connect() as connection:
            self._last_report = queries.last_report(connection, info.id)
            self._seen = PhotoIndex()
            for proof in queries.proofs(connection, info.id, info.seq):
                self._seen.add(proof)
            known = queries.recent_outcomes(connection, info.id, MAX_KEYS)
            self._memory = Memory(known, self._stored_outcome)
        self.tools.writer.open_log(info.id, info.epoch, info.seq, info.head)

    @property
    def state(self) -> LogState:
        """Where this log stands, for the heartbeat."""
        board = self.board
        open_rows = board.open_mask()
        return LogState(
            epoch=self.log.epoch,
            seq=self.committed,
            open=int(open_rows.sum()),
            critical=int((open_rows & (board.severity == 0)).sum()),
            active=self.active,
        )

    # --- reports ---

    async def submit(self, draft: ReportDraft, actor: str, idempotency_key: str = "") -> Accepted:
        """Take a report and return when it is on disk. The same key again is answered with the first report.

        Raises `Rejected` in words, or `NotWritable`.
        """
        accepted, done = self.take(draft, actor, idempotency_key)
        if done is not None:
            await done
        return accepted

    def take(self, draft: ReportDraft, actor: str, idempotency_key: str = "") -> tuple[Accepted, Done]:
        """`submit` without waiting: the report counts only once the future has resolved."""
        if idempotency_key:
            known = self._memory.get(idempotency_key)
            if known is not None:
                again = msgspec.structs.replace(_accepted.decode(known.outcome), repeated=True)
                return again, known.done
        batch, accepted = self._take(draft, actor, cause="")
        if idempotency_key:
            self._remember(batch, idempotency_key, b"", _encode(accepted))
        return accepted, batch.done

    def _take(self, draft: ReportDraft, actor: str, cause: str) -> tuple[Batch, Accepted]:
        self.require_open_log()
        tools = self.tools
        now = tools.now()
        day = self.days.of(now)
        reporter = reporter_hash(tools.secret, draft.reporter, tools.rules.pack.city.phone_country)
        received = receive(draft, self.board, tools.rules, self._last_report + 1, day, now, reporter)
        report, incident = received.report, received.incident
        batch = tools.writer.gather()
        self._last_report = report.id
        self._append(batch, ReportReceived(report=report, incident=incident), actor, cause, now)
        if incident is not None and received.severity is not None:
            changed = SeverityChanged(
                incident_id=incident.id,
                severity=received.severity,
                reason=draft.severity_reason or "dipilih saat laporan diterima",
                due_at=incident.due_at,
            )
            self._append(batch, changed, actor, cause, now)
        category = incident.category if incident is not None else draft.category
        self._store_report(batch, report, category, day, draft.reporter)
        return batch, Accepted(
            report_id=report.id,
            ref=day.report_ref(),
            incident_id=report.incident_id,
            incident_ref=day.incident_ref() if incident is not None else "",
        )

    def _store_report(
        self, batch: Batch, report: Report, category: str, day: Day, identity: Identity
    ) -> None:
        log, at = self.log.id, report.received_at
        batch.reports.append(
            (
                *(log, report.id, report.incident_id, day.number, report.day_no, at, at),
                *(1 if report.incident_id else 0, category, report.disposition.value, report.reporter, ""),
                *(_encode(report), report.source),
            )
        )
        if identity:
            batch.reporters.append((log, report.id, report.reporter, _encode(identity)))

    # --- commands ---

    async def handle(self, do: Do, session: Session) -> Outcome:
        """Decide a command; the outcome comes when it is on disk, and is the same for a retry."""
        outcome, done = self.decide(do, session)
        if done is not None:
            try:
                await done
            except NotWritable as error:
                return refusal(do.id, error)
        return outcome

    def decide(self, do: Do, session: Session) -> tuple[Outcome, Done]:
        """`handle` without waiting for the commit."""
        known = self.known(do, session)
        if known is not None:
            return known
        try:
            try:
                outcome = self._decide(do, session)
            except Rejected as error:
                outcome = refusal(do.id, error)
            batch = self.tools.writer.gather()
        except KnownError as error:
            return refusal(do.id, error), None
        self._remember(batch, do.id, _digest(do, session), _encode(outcome))
        return outcome, batch.done

    def known(self, do: Do, session: Session) -> tuple[Outcome, Done] | None:
        """The first answer to this command, or None for a new one."""
        known = self._memory.get(do.id)
        if known is None:
            return None
        if known.digest != _digest(do, session):
            return refusal(do.id, _REUSED), None
        return _outcome.decode(known.outcome), known.done

    async def conclude(self, do: Do, session: Session, body: Body, *extras: sa.Executable) -> Outcome:
        """Record what the backend decided about a command, and its outcome; returns when on disk."""
        outcome = self.record([body], session.user, do.id, *extras)
        batch = self.tools.writer.gather()
        self._remember(batch, do.id, _digest(do, session), _encode(outcome))
        await batch.done
        return outcome

    def _decide(self, do: Do, session: Session) -> Outcome:
        now = self.tools.now()
        command = do.body
        if do.expires_at <= now:
            raise Expired
        if isinstance(command, SubmitReport):
            if not allowed(session.role, "report.submit"):
                raise Rejected("forbidden", "Peran Anda tidak boleh mencatat laporan.")
            _batch, accepted = self._take(draft_of(command), session.user, do.id)
            result = msgspec.Raw(_encode(accepted))
            return Outcome(id=do.id, status=OutcomeStatus.ACCEPTED, seq=self.board.seq, result=result)
        self.require_open_log()
        if isinstance(command, RevealReporter):
            return self.record([self._reveal(command, session)], session.user, do.id, at=now)
        self._check_version(command, do.expect)
        case = self._case(command, session, now)
        bodies = decide(command, case)
        pack = self.tools.rules.pack.digest
        kept = [documents.keep(self.log.id, now, pack, body) for body in case.documents]
        # By the time the decision was made by: what it computed and what the log says are the same moment.
        return self.record(bodies, session.user, do.id, *kept, at=now)

    def _case(self, command: Command, session: Session, now: int) -> Case:
        named = command.photos if isinstance(command, FileProof) else ()
        found = {sha256: self.tools.photo_of(sha256) for sha256 in named}
        photos = {sha256: photo for sha256, photo in found.items() if photo is not None}
        rules = self.tools.rules
        return Case(
            self.board,
            rules,
            session.user,
            session.role,
            session.agency,
            now,
            photos,
            self._seen,
            drawn=session.drawn,
            proven=session.proven,
            listed=session.listed,
        )

    def record(
        self, bodies: Sequence[Body], actor: str, cause: str = "", *extras: sa.Executable, at: int = 0
    ) -> Outcome:
        """Append decided events, all of them in one commit. `at`: when it was decided; 0: now.

        Raises `NotWritable`.
        """
        batch = self.tools.writer.gather()
        now = at or self.tools.now()
        for body in bodies:
            self._append(batch, body, actor, cause, now)
        batch.extras.extend(extras)
        return Outcome(id=cause, status=OutcomeStatus.ACCEPTED, seq=self.board.seq)

    def see(self, incident_ids: Sequence[int], user: str) -> None:
        """Somebody of the room looks at these; the first look at each is one of its times."""
        if self.active and self.tools.writer.writable:
            bodies = first_views(self.board, incident_ids)
            if bodies:
                self.record(bodies, user)

    async def recorded(self, bodies: Sequence[Body], actor: str) -> None:
        """`record`, returning when it is on disk."""
        self.record(bodies, actor)
        await self.tools.writer.gather().done

    def _reveal(self, command: RevealReporter, session: Session) -> Body:
        """The log entry of a look at a reporter; whoever asked reads the identity after it is on disk."""
        if not allowed(session.role, "reporter.reveal"):
            raise Rejected("forbidden", "Peran Anda tidak boleh melihat identitas pelapor.")
        with self.tools.engine.connect() as connection:
            report = queries.report(connection, self.log.id, command.report_id)
            known = report is not None and queries.identity(connection, self.log.id, report.id) is not None
        if report is None:
            raise Rejected("report_unknown", "Laporan itu tidak ada dalam log ini.")
        if not known:
            raise Rejected("reporter_unknown", "Pelapor laporan ini tidak menyebutkan identitas.")
        return ReporterRevealed(incident_id=report.incident_id, report_id=report.id, reason=command.reason)

    def _check_version(self, command: Command, expect: int | None) -> None:
        """Refuse a command about a picture that has changed meanwhile in a way that matters."""
        incident_id = getattr(command, "incident_id", 0)
        row = self.board.row_of(incident_id)
        if expect is None or row < 0 or isinstance(command, AddNote):
            return
        if int(self.board.version[row]) == expect:
            return
        entries = self.history.about(incident_id, expect)
        told = [entry for entry in entries or () if entry.kind not in HARMLESS]
        if entries is None or told:
            raise Rejected("version_conflict", changed_since(told, self.tools.rules.zone))

    # --- what both do ---

    def _append(self, batch: Batch, body: Body, actor: str, cause: str, at: int) -> None:
        seq = self.board.seq + 1
        envelope, data = seal(self.log.epoch, seq, at, body, actor, cause)
        incident_id: int = getattr(body, "incident_id", 0)
        apply_body(self.board, envelope, body, Changes())
        if isinstance(body, ProofFiled):
            self._seen.add(body.proof)
        self.board.seq = seq
        self.history.add(incident_id, envelope, data)
        batch.events.append(EventRow(self.log.id, seq, at, body.KIND, incident_id, data))
        if not isinstance(body, ReportReceived):
            target = self.board.row_of(body.target_id) if isinstance(body, IncidentDisposed) else -1
            target_open = target >= 0 and self.board.is_open(target)
            batch.extras += readmodel.updates(body, self.log.id, at, target_open=target_open)

    def _remember(self, batch: Batch, key: str, digest: bytes, outcome: bytes) -> None:
        batch.outcomes.append((self.log.id, key, digest, outcome, self.tools.now()))
        self._memory.put(key, digest, outcome, batch.done)

    def require_open_log(self) -> None:
        """Raises `Rejected` without a running drill and `NotWritable` after a failed commit."""
        if not self.active:
            raise Rejected("drill_inactive", "Tidak ada latihan yang sedang berjalan.")
        if not self.tools.writer.writable:
            raise NotWritable

    def _load_day(self, day: Day) -> None:
        """How far the numbers of a day got before this start."""
        with self.tools.engine.connect() as connection:
            day.reports = queries.last_report_of_day(connection, self.log.id, day.number)
        opened = self.board.opened_at
        today = (opened >= day.start) & (opened < day.end)
        day.incidents = int(self.board.day_no[today].max(initial=0))

    def _stored_outcome(self, key: str) -> tuple[bytes, bytes] | None:
        with self.tools.engine.connect() as connection:
            return queries.outcome(connection, self.log.id, key)


class Expired(Rejected):
    """A command that waited longer than its sender allowed."""

    def __init__(self) -> None:
        super().__init__("expired", "Perintah ini kedaluwarsa sebelum sampai; periksa keadaan dan ulangi.")


def _digest(do: Do, session: Session) -> bytes:
    """Tells whether a command with a known id is the same command of the same person."""
    return hashlib.blake2b(_encode((session.user, do.body)), digest_size=16).digest()


_REUSED = Rejected("id_reused", "Nomor perintah ini sudah dipakai untuk perintah lain.")


def refusal(command_id: str, error: KnownError) -> Outcome:
    """A refused command, in words."""
    status = OutcomeStatus.EXPIRED if isinstance(error, Expired) else OutcomeStatus.REJECTED
    return Outcome(id=command_id, status=status, code=error.code, message=error.message)
