# truth: Both gateways agree on Blowfish for ESP, and the kernel of the right one has no such cipher.
# cause: C05 E07
# phase: 2
# visible-from: right
# stimulus: none
# heals-by: Both gateways use AES for ESP.
fault() { both esp=blowfish256-sha256; }
check() { t "no ESP SA" not esp_sa; t "ping fails" not ping4; t "right: not in the kernel" log rgw 'not supported by kernel|unable to install .*IPsec SA'; }
