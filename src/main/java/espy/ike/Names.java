package espy.ike;

import java.util.Map;

/** Numbers and names of the IANA registries "IKEv2 Parameters" and "IPsec Registry" that a first exchange shows. */
final class Names {
    private static final int LAST_ERROR = 16383;

    private static final Map<Integer, String> EXCHANGES1 =
            Map.of(1, "BASE", 2, "ID_PROT", 4, "AGGRESSIVE", 5, "INFORMATIONAL_V1", 6, "TRANSACTION", 32, "QUICK_MODE");

    private static final Map<Integer, String> EXCHANGES2 = Map.of(
            34, "IKE_SA_INIT",
            35, "IKE_AUTH",
            36, "CREATE_CHILD_SA",
            37, "INFORMATIONAL",
            38, "IKE_SESSION_RESUME",
            43, "IKE_INTERMEDIATE",
            44, "IKE_FOLLOWUP_KE");

    private static final Map<Integer, String> ERRORS2 = Map.ofEntries(
            Map.entry(1, "UNSUPPORTED_CRITICAL_PAYLOAD"),
            Map.entry(4, "INVALID_IKE_SPI"),
            Map.entry(5, "INVALID_MAJOR_VERSION"),
            Map.entry(7, "INVALID_SYNTAX"),
            Map.entry(9, "INVALID_MESSAGE_ID"),
            Map.entry(11, "INVALID_SPI"),
            Map.entry(14, "NO_PROPOSAL_CHOSEN"),
            Map.entry(17, "INVALID_KE_PAYLOAD"),
            Map.entry(24, "AUTHENTICATION_FAILED"),
            Map.entry(34, "SINGLE_PAIR_REQUIRED"),
            Map.entry(35, "NO_ADDITIONAL_SAS"),
            Map.entry(36, "INTERNAL_ADDRESS_FAILURE"),
            Map.entry(37, "FAILED_CP_REQUIRED"),
            Map.entry(38, "TS_UNACCEPTABLE"),
            Map.entry(39, "INVALID_SELECTORS"),
            Map.entry(43, "TEMPORARY_FAILURE"),
            Map.entry(44, "CHILD_SA_NOT_FOUND"));

    private static final Map<Integer, String> STATUS2 = Map.of(
            16388, "NAT_DETECTION_SOURCE_IP",
            16389, "NAT_DETECTION_DESTINATION_IP",
            16390, "COOKIE",
            16406, "REDIRECT_SUPPORTED",
            16407, "REDIRECT",
            16418, "CHILDLESS_IKEV2_SUPPORTED",
            16430, "IKEV2_FRAGMENTATION_SUPPORTED",
            16431, "SIGNATURE_HASH_ALGORITHMS",
            16435, "USE_PPK",
            16438, "INTERMEDIATE_EXCHANGE_SUPPORTED");

    private static final Map<Integer, String> ERRORS1 = Map.ofEntries(
            Map.entry(1, "INVALID_PAYLOAD_TYPE"),
            Map.entry(4, "INVALID_COOKIE"),
            Map.entry(5, "INVALID_MAJOR_VERSION"),
            Map.entry(7, "INVALID_EXCHANGE_TYPE"),
            Map.entry(14, "NO_PROPOSAL_CHOSEN"),
            Map.entry(16, "PAYLOAD_MALFORMED"),
            Map.entry(17, "INVALID_KEY_INFORMATION"),
            Map.entry(18, "INVALID_ID_INFORMATION"),
            Map.entry(23, "INVALID_HASH_INFORMATION"),
            Map.entry(24, "AUTHENTICATION_FAILED"),
            Map.entry(25, "INVALID_SIGNATURE"));

    static final Map<Integer, String> ENCRYPTION2 = Map.ofEntries(
            Map.entry(2, "DES"),
            Map.entry(3, "3DES"),
            Map.entry(11, "NULL"),
            Map.entry(12, "AES_CBC"),
            Map.entry(13, "AES_CTR"),
            Map.entry(18, "AES_GCM_8"),
            Map.entry(19, "AES_GCM_12"),
            Map.entry(20, "AES_GCM_16"),
            Map.entry(23, "CAMELLIA_CBC"),
            Map.entry(28, "CHACHA20_POLY1305"));

    static final Map<Integer, String> PRF = Map.of(
            1, "PRF_HMAC_MD5",
            2, "PRF_HMAC_SHA1",
            4, "PRF_AES128_XCBC",
            5, "PRF_HMAC_SHA2_256",
            6, "PRF_HMAC_SHA2_384",
            7, "PRF_HMAC_SHA2_512",
            8, "PRF_AES128_CMAC");

    static final Map<Integer, String> INTEGRITY = Map.of(
            1, "HMAC_MD5_96",
            2, "HMAC_SHA1_96",
            5, "AES_XCBC_96",
            8, "AES_CMAC_96",
            12, "HMAC_SHA2_256_128",
            13, "HMAC_SHA2_384_192",
            14, "HMAC_SHA2_512_256");

    static final Map<Integer, String> GROUPS = Map.ofEntries(
            Map.entry(1, "MODP_768"),
            Map.entry(2, "MODP_1024"),
            Map.entry(5, "MODP_1536"),
            Map.entry(14, "MODP_2048"),
            Map.entry(15, "MODP_3072"),
            Map.entry(16, "MODP_4096"),
            Map.entry(17, "MODP_6144"),
            Map.entry(18, "MODP_8192"),
            Map.entry(19, "ECP_256"),
            Map.entry(20, "ECP_384"),
            Map.entry(21, "ECP_521"),
            Map.entry(28, "ECP_256_BP"),
            Map.entry(31, "CURVE_25519"),
            Map.entry(32, "CURVE_448"),
            Map.entry(35, "ML_KEM_512"),
            Map.entry(36, "ML_KEM_768"),
            Map.entry(37, "ML_KEM_1024"));

    static final Map<Integer, String> ENCRYPTION1 =
            Map.of(1, "DES", 3, "BLOWFISH_CBC", 5, "3DES", 7, "AES_CBC", 8, "CAMELLIA_CBC");

    static final Map<Integer, String> HASH1 = Map.of(1, "MD5", 2, "SHA1", 4, "SHA2_256", 5, "SHA2_384", 6, "SHA2_512");

    static final Map<Integer, String> AUTH1 =
            Map.of(1, "PSK", 2, "DSS", 3, "RSA", 64221, "HYBRID", 65001, "XAUTH_PSK", 65005, "XAUTH_RSA");

    private Names() {}

    static String exchange(int version, int type) {
        var names = version == 2 ? EXCHANGES2 : EXCHANGES1;
        return names.getOrDefault(type, "exchange " + type);
    }

    static String notify2(int type) {
        return type <= LAST_ERROR
                ? ERRORS2.getOrDefault(type, "error " + type)
                : STATUS2.getOrDefault(type, "status " + type);
    }

    static String notify1(int type) {
        return type <= LAST_ERROR ? ERRORS1.getOrDefault(type, "error " + type) : "status " + type;
    }

    static boolean isError(String notify) {
        return notify.startsWith("error ") || ERRORS2.containsValue(notify) || ERRORS1.containsValue(notify);
    }

    static String of(Map<Integer, String> names, int number) {
        return names.getOrDefault(number, String.valueOf(number));
    }
}
