"""Everything that can happen and everything people can ask for, as the wire knows it."""

from __future__ import annotations

from services.contract.closing import (
    AskPause,
    ClockResumed,
    DecidePause,
    FileProof,
    IncidentUnmerged,
    MakePromise,
    MarkMilestone,
    MarkStep,
    MilestoneReached,
    PauseAsked,
    PauseDecided,
    PromiseMade,
    PromiseSettled,
    ProofFiled,
    ProofVerified,
    ReporterTold,
    ResumeClock,
    SettlePromise,
    StepMarked,
    TellReporter,
    UnmergeIncident,
    VerifyProof,
)
from services.contract.commands import (
    AddNote,
    AssignAgencies,
    ChangeCategory,
    ChangeSeverity,
    ChangeStatus,
    ClaimIncident,
    Command,
    DisposeIncident,
    EndDrill,
    ReleaseIncident,
    RelocateIncident,
    RevealReporter,
    StartDrill,
    SubmitReport,
)
from services.contract.contacts import (
    CallLogged,
    ContactRemoved,
    ContactSaved,
    DeliveryChanged,
    DutyRemoved,
    DutySaved,
    LogCall,
    PositionReported,
    RemoveContact,
    RemoveDuty,
    ReportPosition,
    SaveContact,
    SaveDuty,
    SendMessage,
    TestReach,
)
from services.contract.events import (
    AccountChanged,
    AgenciesAssigned,
    Body,
    CategoryChanged,
    DrillEnded,
    DrillStarted,
    IncidentClaimed,
    IncidentDisposed,
    IncidentReleased,
    IncidentRelocated,
    IntakeRefused,
    NoteAdded,
    OriginalOpened,
    ReporterRevealed,
    ReportReceived,
    SeverityChanged,
    StatusChanged,
)
from services.contract.orders import (
    ActRatified,
    DelegationEnded,
    DelegationGiven,
    EndDelegation,
    GiveDelegation,
    GiveReceipt,
    IssueOrder,
    OrderIssued,
    RatifyAct,
    ReceiptGiven,
)
from services.contract.scenes import (
    BriefingEnded,
    BriefingMoved,
    BriefingStarted,
    ControlBriefing,
    StartBriefing,
)
from services.contract.shifts import (
    AnswerHandover,
    AskHandover,
    ChangeSeat,
    ConfirmInstruction,
    EndInstruction,
    GiveInstruction,
    HandoverAccepted,
    HandoverAnswered,
    HandoverAsked,
    HandoverOpened,
    HandoverRefused,
    HandoverRemarked,
    HandoverSigned,
    InstructionConfirmed,
    InstructionEnded,
    InstructionGiven,
    ItemRestated,
    NoteWritten,
    OpenHandover,
    RefuseHandover,
    RemarkHandover,
    RestateItem,
    SeatChanged,
    SignHandover,
    TakeWatch,
    WatchTaken,
    WriteNote,
)

EVENT_TYPES: tuple[type[Body], ...] = (
    ReportReceived,
    IncidentDisposed,
    IncidentUnmerged,
    IncidentClaimed,
    IncidentReleased,
    SeverityChanged,
    CategoryChanged,
    IncidentRelocated,
    AgenciesAssigned,
    StatusChanged,
    StepMarked,
    MilestoneReached,
    NoteAdded,
    ReporterRevealed,
    OriginalOpened,
    OrderIssued,
    ReceiptGiven,
    DelegationGiven,
    DelegationEnded,
    ActRatified,
    ContactSaved,
    ContactRemoved,
    DutySaved,
    DutyRemoved,
    CallLogged,
    DeliveryChanged,
    PositionReported,
    PauseAsked,
    PauseDecided,
    ClockResumed,
    ProofFiled,
    ProofVerified,
    PromiseMade,
    PromiseSettled,
    ReporterTold,
    WatchTaken,
    NoteWritten,
    SeatChanged,
    InstructionGiven,
    InstructionConfirmed,
    InstructionEnded,
    HandoverOpened,
    HandoverAsked,
    HandoverAnswered,
    ItemRestated,
    HandoverSigned,
    HandoverAccepted,
    HandoverRefused,
    HandoverRemarked,
    BriefingStarted,
    BriefingMoved,
    BriefingEnded,
    DrillStarted,
    DrillEnded,
    IntakeRefused,
    AccountChanged,
)

AnyCommand = (
    SubmitReport
    | DisposeIncident
    | UnmergeIncident
    | ClaimIncident
    | ReleaseIncident
    | ChangeSeverity
    | ChangeCategory
    | RelocateIncident
    | AssignAgencies
    | ChangeStatus
    | MarkStep
    | MarkMilestone
    | AddNote
    | RevealReporter
    | IssueOrder
    | GiveReceipt
    | GiveDelegation
    | EndDelegation
    | RatifyAct
    | SaveContact
    | RemoveContact
    | SaveDuty
    | RemoveDuty
    | LogCall
    | ReportPosition
    | SendMessage
    | TestReach
    | AskPause
    | DecidePause
    | ResumeClock
    | FileProof
    | VerifyProof
    | MakePromise
    | SettlePromise
    | TellReporter
    | TakeWatch
    | WriteNote
    | ChangeSeat
    | GiveInstruction
    | ConfirmInstruction
    | EndInstruction
    | OpenHandover
    | AskHandover
    | AnswerHandover
    | RestateItem
    | SignHandover
    | RefuseHandover
    | RemarkHandover
    | StartBriefing
    | ControlBriefing
    | StartDrill
    | EndDrill
)
COMMAND_TYPES: tuple[type[Command], ...] = AnyCommand.__args__
