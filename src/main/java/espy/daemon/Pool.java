package espy.daemon;

/**
 * Virtual addresses that a gateway gives to its clients.
 *
 * @param base    the first address, as written
 * @param size    how many addresses it has
 * @param online  how many are in use now
 * @param offline how many are kept for clients that have gone
 */
public record Pool(String name, String base, long size, long online, long offline) {}
