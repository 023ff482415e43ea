package espy.xfrm;

import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file of SAs and keeps all of them; prints how many, and how many megabytes the heap then holds, the text among them. */
final class XfrmTextHeap {
    public static void main(String[] args) throws Exception {
        var read = XfrmText.parse(Files.readAllBytes(Path.of(args[0])));
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
                "states %d%nunparsed %d%nheap_mb %d%n",
                read.value().states().size(), read.unparsed().size(), used >> 20);
    }
}
