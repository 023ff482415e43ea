package espy.xfrm;

/**
 * ESP inside UDP or TCP (RFC 3948, RFC 9329).
 *
 * @param type  {@code espinudp}, {@code espinudp-nonike}, {@code espintcp}, or the number that iproute2 printed
 * @param sport 0–65535; −1 where it was blotted out
 * @param dport as {@code sport}
 * @param addr  the original address; {@code 0.0.0.0} or {@code ::} nearly always
 */
public record Encap(String type, int sport, int dport, String addr) {}
