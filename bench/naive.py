#!/usr/bin/env python3
"""The usual script: `ip xfrm state` on standard input, Wireshark's esp_sa on standard output, one regex after the other on each line.

It is the peer that Espy's speed is compared with, and is written as such scripts are: plainly, with nothing slowed down on purpose.
"""
import re
import sys

ENC = {"cbc(aes)": "AES-CBC [RFC3602]", "rfc4106(gcm(aes))": "AES-GCM with 16 octet ICV [RFC4106]"}
AUTH = {"hmac(sha1)": "HMAC-SHA-1-96 [RFC2404]", "hmac(sha256)": "HMAC-SHA-256-128 [RFC4868]"}


def show(sa):
    if "spi" in sa and "enc" in sa:
        family = "IPv6" if ":" in sa["src"] else "IPv4"
        fields = (family, sa["src"], sa["dst"], sa["spi"], ENC.get(sa["enc"], "NULL"), sa["key"],
                  AUTH.get(sa.get("auth"), "NULL"), sa.get("authkey", ""))
        print(",".join(f'"{f}"' for f in fields))


sa = {}
for line in sys.stdin:
    m = re.match(r"^src (\S+) dst (\S+)", line)
    if m:
        show(sa)
        sa = {"src": m.group(1), "dst": m.group(2)}
        continue
    m = re.match(r"^\s+proto esp spi (0x[0-9a-f]+)", line)
    if m:
        sa["spi"] = m.group(1)
        continue
    m = re.match(r"^\s+auth(?:-trunc)? (\S+) (0x[0-9a-f]+)", line)
    if m:
        sa["auth"], sa["authkey"] = m.groups()
        continue
    m = re.match(r"^\s+(?:enc|aead) (\S+) (0x[0-9a-f]+)", line)
    if m:
        sa["enc"], sa["key"] = m.groups()
show(sa)
