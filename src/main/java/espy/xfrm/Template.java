package espy.xfrm;

import java.util.Optional;

/**
 * Which SA a policy asks for.
 *
 * @param src   outer address; {@code 0.0.0.0} or {@code ::} means any (transport mode)
 * @param spi   0–2^32−1; absent when any SPI will do
 * @param reqid 0–2^32−1; 0 means any; −1 when it could not be read
 * @param level {@code required}; {@code use} lets packets pass without SA
 */
public record Template(
        String src, String dst, String proto, Optional<Long> spi, long reqid, String mode, String level) {}
