"""Deliveries: a file handed in for a dataset, and the acts on it up to the release that holds it and back.

    RECEIVED -> CHECKED -> SUBMITTED -> APPROVED -> PUBLISHED -> UNDOING -> UNDONE
             -> UNUSABLE            -> RETURNED  -> HELD -> APPROVED     PUBLISHED -> REPLACED (-> PUBLISHED)

Each act is one transaction with its entry in the log. The steps that take time (check, publish, undo) are jobs, see `hub.feed.jobs`.
"""

from collections.abc import Collection
from typing import Any

from hub.errors import BadFile, FeedBusy, NoDelivery, NotNow, UsageError
from hub.feed.database import Row
from hub.feed.datasets import also_at, place_of, withdrawn_by, workspace_of
from hub.feed.datasets import dataset as dataset_named
from hub.feed.inbox import Received, Receiving
from hub.feed.log import canonical
from hub.feed.permissions import Act, Principal, check, may
from hub.feed.state import State, Writing
from hub.national_id import strike_out
from hub.release.kept import current_or_none, named

OPEN_STATES = ("RECEIVED", "CHECKED", "SUBMITTED", "APPROVED", "HELD", "PUBLISHED", "UNDOING")
PREVIEWED = ("CHECKED", "SUBMITTED", "HELD")
"""States in which the candidate can be looked at: nobody has decided that it is published."""

MOST_RECEIVED = 20
"""Files of one dataset that wait to be checked."""

LONGEST_REASON = 1_000
LONGEST_NAME = 200
LONGEST_REQUEST = 10_000
"""Bytes of a request that a file be taken out."""


def check_hand_in(state: State, who: Principal, dataset: str, name: str) -> str:
    """Return the place that a file of this name takes, before a byte of it is read. Raises NotAllowed and BadFile."""
    check(who, "hand-in", dataset)
    workspace = workspace_of(state)
    entry = dataset_named(workspace, dataset)
    place = place_of(workspace, state.place().sources, entry, name)
    for other in also_at(workspace, entry, place):
        check(who, "hand-in", other)
    return place


def hand_in(
    state: State,
    who: Principal,
    dataset: str,
    received: Received,
    *,
    place: str,
    name: str,
    mapping: tuple[str, str] | None = None,
    withdraws: tuple[int, str] | None = None,
) -> tuple[Row, bool]:
    """Return the delivery of a received file, and whether it is new: the same bytes for the same place have one receipt while they are open.

    `mapping`: the entry of hub.toml that the file is read by, and the query of the page that made it; else it is read as the files of its dataset are.
    The same bytes with another mapping return the delivery that waits for a decision. Raises NotNow where that is decided.
    `withdraws`: number of the delivery whose file is taken out, and why; then the file is that request.
    """
    mapping = None if withdraws else mapping or _mapping_of_dataset(state, dataset)
    workspace = workspace_of(state, [mapping[0]] if mapping else [])
    also = also_at(workspace, dataset_named(workspace, dataset), place)
    for each in (dataset, *also):
        check(who, "hand-in", each)
    with state.writing() as writing:
        held = writing.row(
            f"SELECT * FROM delivery WHERE dataset = ? AND place = ? AND sha256 = ? AND state IN ({', '.join('?' * len(OPEN_STATES))})",
            dataset,
            place,
            received.sha256,
            *OPEN_STATES,
        )
        if held is not None and _is_mapped_alike(writing, held["number"], mapping):
            return held, False
        if held is not None:
            _return_remapped(writing, held)
        waiting = writing.count("delivery", "dataset = ? AND state = 'RECEIVED'", dataset)
        if waiting >= MOST_RECEIVED:
            raise FeedBusy(
                f"expected fewer than {MOST_RECEIVED} files of {dataset} that wait to be checked, found {waiting}; hand it in again when they are",
                f"{waiting} berkas kumpulan data ini masih menunggu diperiksa. Serahkan lagi sesudahnya.",
            )
        row = {
            "number": writing.next_number("delivery"), "dataset": dataset, "also": " ".join(also), "place": place, "file_name": strike_out(name.strip())[:LONGEST_NAME] or place,
            "sha256": received.sha256, "bytes_count": received.bytes_count, "state": "RECEIVED", "handed_in_by": who.name,
            "handed_in_at": writing.at, "attempts_count": 0, "report_sha256": None, "submitted_by": None, "decided_by": None, "reason": None,
            "accepted": "", "release_before": None, "release": None, "replaces": None,
        }  # fmt: skip
        writing.put("delivery", row)
        told = {"dataset": dataset, "place": place, "sha256": received.sha256, "via": who.via}
        if mapping is not None:
            writing.put("mapping", {"delivery": row["number"], "entry": mapping[0], "asked": mapping[1]})
        if withdraws is None:
            writing.act(who.name, "delivery.hand-in", delivery=row["number"], **told)
        else:
            writing.put("withdrawal", {"delivery": row["number"], "withdraws": withdraws[0]})
            more = {"withdraws": withdraws[0], "reason": withdraws[1]}
            writing.act(who.name, "delivery.withdraw", delivery=row["number"], **told, **more)
    return row, True


def _mapping_of_dataset(state: State, dataset: str) -> tuple[str, str] | None:
    row = state.row(
        "SELECT entry, asked FROM delivery JOIN mapping ON delivery = number WHERE dataset = ? AND state = 'PUBLISHED' ORDER BY number DESC LIMIT 1",
        dataset,
    )
    return (row["entry"], row["asked"]) if row else None


def _is_mapped_alike(writing: Writing, number: int, mapping: tuple[str, str] | None) -> bool:
    row = writing.row("SELECT entry FROM mapping WHERE delivery = ?", number)
    return (row["entry"] if row else None) == (mapping[0] if mapping else None)


def _return_remapped(writing: Writing, held: Row) -> None:
    if held["state"] not in {"RECEIVED", "CHECKED", "SUBMITTED"}:
        raise NotNow(
            f"expected another file, or one whose delivery is not decided; found the bytes of delivery {held['number']}, which is",
            f"Berkas yang sama sudah diputuskan sebagai kiriman {held['number']}. Batalkan dahulu, atau serahkan berkas lain.",
        )
    reason = "Digantikan oleh kiriman dengan pemetaan lain."
    writing.put("delivery", {**held, "state": "RETURNED", "reason": reason})


def delivery(state: State, who: Principal, number: int) -> Row:
    """Return a delivery. Raises NoDelivery where there is none, and alike where this account may not read its dataset."""
    row = state.row("SELECT * FROM delivery WHERE number = ?", number) if 0 < number < 2**62 else None
    if row is None or not may(who, "read", row["dataset"]):
        raise NoDelivery(f"expected the number of a delivery, found {number}", "Tidak ada kiriman dengan nomor ini.")
    return row


def deliveries(state: State, who: Principal, most: int = 200) -> list[Row]:
    """Return the newest deliveries that this account may read, the newest first."""
    rows = state.rows("SELECT * FROM delivery ORDER BY number DESC")
    return [row for row in rows if may(who, "read", row["dataset"])][:most]


def acts_on(state: State, number: int) -> list[Row]:
    """Return the acts of people, and of the hub, on a delivery, without the turns of its jobs; the first one first."""
    told = f'"delivery":{number}'  # as `hub.feed.log.canonical` writes it: no text of an act can, for it would escape the quotes
    return state.rows(
        "SELECT * FROM log WHERE (detail LIKE ? OR detail LIKE ?) AND act NOT LIKE 'job.%' ORDER BY number",
        f"%{told},%",
        f"%{told}}}%",
    )


def own(row: Row) -> set[str]:
    """Return whose own a delivery is: who handed it in and who submitted it."""
    return {name for name in (row["handed_in_by"], row["submitted_by"]) if name is not None}


def acts(who: Principal, row: Row) -> list[Act]:
    """Return the acts that somebody may do now with a delivery."""
    return [
        act
        for act, states in _TAKES.items()
        if row["state"] in states and all(may(who, act, each, own(row)) for each in _datasets(row))
    ]


def _datasets(row: Row) -> list[str]:
    """Return every dataset that a delivery is a file of."""
    return [row["dataset"], *row["also"].split()]


def _check(who: Principal, act: Act, row: Row) -> None:
    """Raise NotAllowed where somebody may not do an act on a delivery, in one of its datasets."""
    for each in _datasets(row):
        check(who, act, each, own(row))


_TAKES: dict[Act, tuple[str, ...]] = {
    "submit": ("CHECKED",),
    "approve": ("SUBMITTED",),
    "return": ("SUBMITTED", "HELD"),
    "publish": ("HELD",),
    "undo": ("PUBLISHED",),
    "withdraw": ("PUBLISHED",),
}
"""Act -> states that take it."""


def submit(state: State, who: Principal, number: int) -> Row:
    """Submit a checked delivery; others for the same place that wait for a decision are returned, for this one takes their place."""
    _check(who, "submit", delivery(state, who, number))
    with state.writing() as writing:
        row = _now(writing, number, "submit")
        waiting = writing.execute(
            "SELECT * FROM delivery WHERE dataset = ? AND place = ? AND state = 'SUBMITTED'",
            row["dataset"],
            row["place"],
        )
        for other in waiting:
            writing.put("delivery", {**other, "state": "RETURNED", "reason": f"Digantikan oleh kiriman {number}."})
        return _put(writing, row, who, "submit", state="SUBMITTED", submitted_by=who.name)


def approve(state: State, who: Principal, number: int) -> Row:
    """Approve a delivery: a job publishes it. Raises NotAllowed for who handed it in or submitted it."""
    return _decide(state, who, number, "approve", state_after="APPROVED")


def send_back(state: State, who: Principal, number: int, reason: str) -> Row:
    """Return a delivery to its steward with a reason."""
    return _decide(state, who, number, "return", state_after="RETURNED", reason=_reason(reason))


def publish_again(state: State, who: Principal, number: int, accepted: Collection[str] = ()) -> Row:
    """Have a delivery that was held back published after all, with the losses that are `accepted`, by name. Raises NotNow for a name that the gate did not say."""
    asked = set(delivery(state, who, number)["accepted"].split())
    if unknown := set(accepted) - asked:
        raise NotNow(
            f"expected losses that the gate said, {', '.join(sorted(asked)) or 'none'}; found {', '.join(sorted(unknown))}",
            "Pengurangan yang ditandai bukan yang ditahan. Buka halamannya lagi, lalu ulangi.",
        )
    names = sorted(set(accepted))
    return _decide(state, who, number, "publish", state_after="APPROVED", accepted=" ".join(names), reason=None)


def undo(state: State, who: Principal, number: int, reason: str) -> Row:
    """Take a published delivery back with a reason: a job makes the release before it live again, and no later build has its file.

    Raises NotNow where its release is not the one that is live, or the one before is not kept.
    """
    row, why = delivery(state, who, number), _reason(reason)
    _check(who, "undo", row)
    out = state.place().out
    with state.writing() as writing:
        row = _now(writing, number, "undo")
        live = current_or_none(out)
        if live is None or live.id != row["release"]:
            raise NotNow(
                f"expected the release {row['release']} of the delivery to be live, found {live.id if live else 'none'}: undo what came later first",
                "Rilis dari kiriman ini bukan rilis yang sedang tayang. Batalkan dahulu yang terbit sesudahnya.",
            )
        try:
            named(out, str(row["release_before"]))
        except UsageError:
            raise NotNow(
                "expected the release before to be kept, found none; hand in the earlier file again",
                "Rilis sebelumnya tidak disimpan lagi. Serahkan kembali berkas yang lama.",
            ) from None
        return _put(writing, row, who, "undo", state="UNDOING", reason=why, attempts_count=0)


def withdraw(state: State, who: Principal, number: int, reason: str) -> Row:
    """Ask with a reason for a published file to be taken out, whatever was published since; return the delivery of this request.

    It is checked, submitted, approved by somebody else and undone as that of a file is; its bytes are the request. Afterwards what the folder of sources has in
    that place is read again, if anything is there. Raises NotNow where the delivery is not published, or is itself such a request.
    """
    row, why = delivery(state, who, number), _reason(reason)
    _check(who, "withdraw", row)
    if row["state"] not in _TAKES["withdraw"] or withdrawn_by(state, number) is not None:
        raise NotNow(
            f"expected delivery {number} to be a file that is published, found that it is not",
            f"Kiriman {number} bukan berkas yang sedang tayang, sehingga tidak dapat ditarik.",
        )
    with Receiving(state.inbox, LONGEST_REQUEST) as receiving:
        receiving.write(canonical({"withdraws": number, "sha256": row["sha256"], "reason": why}).encode())
        received = receiving.finish()
    request, _ = hand_in(
        state,
        who,
        row["dataset"],
        received,
        place=row["place"],
        name=f"Penarikan {row['file_name']}",
        withdraws=(number, why),
    )
    return request


def _decide(state: State, who: Principal, number: int, act: Act, *, state_after: str, **changed: Any) -> Row:
    _check(who, act, delivery(state, who, number))
    with state.writing() as writing:
        row = _now(writing, number, act)
        _check(who, act, row)  # somebody else may have submitted it meanwhile
        return _put(writing, row, who, act, state=state_after, decided_by=who.name, attempts_count=0, **changed)


def _now(writing: Writing, number: int, act: Act) -> Row:
    """Return a delivery as it is now. Raises NotNow where its state does not take the act."""
    [row] = writing.execute("SELECT * FROM delivery WHERE number = ?", number)
    if row["state"] not in _TAKES[act]:
        raise NotNow(
            f"expected delivery {number} to be {' or '.join(_TAKES[act]).lower()} for this act, found that it is {row['state'].lower()}",
            f"Kiriman {number} sudah berubah keadaannya, sehingga tindakan ini tidak dapat dilakukan lagi.",
        )
    return row


def _put(writing: Writing, row: Row, who: Principal, act: Act, **changed: Any) -> Row:
    after = {**row, **changed}
    writing.put("delivery", after)
    told = {name: changed[name] for name in ("reason", "accepted") if changed.get(name)}
    writing.act(who.name, f"delivery.{act}", delivery=row["number"], via=who.via, **told)
    return after


def _reason(text: str) -> str:
    reason = strike_out(" ".join(text.split()))
    if not 5 <= len(reason) <= LONGEST_REASON:
        raise BadFile(
            f"expected a reason of 5 to {LONGEST_REASON} characters, found {len(reason)}",
            f"Tuliskan alasannya, 5 sampai {LONGEST_REASON} karakter.",
        )
    return reason
