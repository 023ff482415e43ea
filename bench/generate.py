#!/usr/bin/env python3
"""Writes N security associations as `ip -s xfrm state` prints them. The same N gives the same text."""
import random
import sys

ALGORITHMS = (
    lambda key: f"\taead rfc4106(gcm(aes)) 0x{key(36)} (288 bits) 128\n",
    lambda key: f"\tauth-trunc hmac(sha256) 0x{key(32)} (256 bits) 128\n\tenc cbc(aes) 0x{key(32)} (256 bits)\n",
    lambda key: f"\tauth-trunc hmac(sha1) 0x{key(20)} (160 bits) 96\n\tenc cbc(aes) 0x{key(16)} (128 bits)\n",
)
ENCAP = "\tencap type espinudp sport 4500 dport 4500 addr 0.0.0.0\n"
ESN = ("\tanti-replay esn context:\n\t seq-hi 0x0, seq 0x1f, oseq-hi 0x0, oseq 0x0\n"
       "\t replay_window 64, bitmap-length 2\n\t 00000000 ffffffff \n")
PLAIN = "\tanti-replay context: seq 0x0, oseq 0x2c, bitmap 0x00000000\n"
LIFETIME = """\
	lifetime config:
	  limit: soft (INF)(bytes), hard (INF)(bytes)
	  limit: soft (INF)(packets), hard (INF)(packets)
	  expire add: soft 3300(sec), hard 3960(sec)
	  expire use: soft 0(sec), hard 0(sec)
	lifetime current:
	  {bytes}(bytes), {packets}(packets)
	  add 2026-01-02 03:04:05 use 2026-01-02 03:04:06
	stats:
	  replay-window 0 replay 0 failed 0
"""


def main(count):
    rng = random.Random(count)
    key = lambda size: rng.randbytes(size).hex()
    for i in range(count):
        spi = rng.randrange(0xC0000000, 0xD0000000)
        if i % 4 == 3:
            src, dst = f"2001:db8::{i & 0xffff:x}", f"2001:db8:1::{i >> 16:x}"
        else:
            src, dst = f"192.0.2.{i % 254 + 1}", f"198.51.{i // 254 % 254}.{i // 64516 + 1}"
        esn = i % 3 == 2
        flags = "af-unspec esn (0x00100080)" if esn else "af-unspec (0x00100000)"
        sys.stdout.write(
            f"src {src} dst {dst}\n"
            f"\tproto esp spi 0x{spi:08x}({spi}) reqid {i}(0x{i:08x}) mode tunnel\n"
            f"\treplay-window {0 if esn else 32} seq 0x00000000 flag {flags}\n"
            + (f"\tmark 0x{i % 250 + 1:x}/0xffffffff \n" if i % 7 == 0 else "")
            + ALGORITHMS[i % len(ALGORITHMS)](key)
            + (ENCAP if i % 5 == 0 and i % 4 != 3 else "")
            + (ESN if esn else PLAIN)
            + LIFETIME.format(bytes=i * 84, packets=i))


if __name__ == "__main__":
    main(int(sys.argv[1]))
