"""What an address of a channel has to look like, and how a program opens it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from services.rules.caller import normalise_phone

_NUMBER = re.compile(r"^\+?[0-9][0-9 ().\-]{1,30}$")
_EMAIL = re.compile(r"^[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]+\.[^\s@<>,;\".]{2,}$")
_SIP = re.compile(r"^sips?:[^\s@]+@[^\s@]+$", re.IGNORECASE)
_TELEGRAM = re.compile(r"^(@[A-Za-z][A-Za-z0-9_]{3,31}|-?[0-9]{5,20})$")
_WEB = re.compile(r"^https?://[^\s/]+(/\S*)?$", re.IGNORECASE)
_TOPIC = re.compile(r"^[^\s#+\x00]{1,200}$")
_LONGEST: Final = 300

_WRONG: Final = {
    "phone": "Nomor telepon “{0}” tidak dapat ditelepon; tulis angka, misalnya 0342 555 0110.",
    "whatsapp": "Nomor WhatsApp “{0}” bukan nomor ponsel lengkap, misalnya 0812 3456 7890.",
    "sms": "Nomor SMS “{0}” bukan nomor telepon, misalnya 0812 3456 7890.",
    "telegram": "Alamat Telegram “{0}” harus @nama (5 huruf atau lebih) atau nomor obrolan.",
    "email": "Alamat surel “{0}” tidak lengkap, misalnya piket@kota.go.id.",
    "webhook": "Alamat sistem “{0}” harus diawali https:// atau http:// dan nama komputernya.",
    "mqtt": "Topik MQTT “{0}” tidak boleh memuat spasi, # atau +.",
}


def address_problem(kind: str, address: str) -> str:
    """A sentence that says what is wrong with an address of that channel kind; empty where nothing is."""
    if not address.strip():
        return "Alamat saluran masih kosong; isi alamatnya atau hapus salurannya."
    if len(address) > _LONGEST or not address.isprintable():
        return "Alamat saluran terlalu panjang atau memuat huruf kendali."
    match kind:
        case "phone":
            right = bool(_SIP.match(address)) or _is_number(address, 3)
        case "whatsapp":
            right = _is_number(address, 8)
        case "sms":
            right = _is_number(address, 3)
        case "telegram":
            right = bool(_TELEGRAM.match(address))
        case "email":
            right = bool(_EMAIL.match(address))
        case "webhook":
            right = bool(_WEB.match(address))
        case "mqtt":
            right = bool(_TOPIC.match(address))
        case _:
            right = True  # a radio channel is whatever the radio room calls it
    return "" if right else _WRONG[kind].format(address)


@lru_cache(maxsize=8192)
def link_of(kind: str, address: str, country: str = "62") -> str:
    """The address as a link for a program of the desk (RFC 3966, 3261, 6068); empty: there is none."""
    if address_problem(kind, address):
        return ""
    match kind:
        case "phone" if _SIP.match(address):
            return address
        case "phone":
            return f"tel:{normalise_phone(address, country) or _digits(address)}"
        case "sms":
            return f"sms:{normalise_phone(address, country) or _digits(address)}"
        case "whatsapp":
            return f"https://wa.me/{normalise_phone(address, country).removeprefix('+')}"
        case "telegram" if address.startswith("@"):
            return f"https://t.me/{address[1:]}"
        case "email":
            return f"mailto:{address}"
        case _:
            return ""


def _is_number(address: str, digits: int) -> bool:
    return bool(_NUMBER.match(address)) and digits <= len(_digits(address)) <= 15


def _digits(address: str) -> str:
    return re.sub(r"[^0-9]", "", address)
