package io.rollcall.audit.layout;

/** The fast way to the second of most times as APIs write them: {@code yyyy-MM-ddTHH:mm:ss}, a fraction or none, {@code Z}. */
final class UtcSecond {

    /** It is not written so. */
    static final long OTHER = Long.MIN_VALUE;

    private static final int SECONDS_END = "2026-03-02T09:41:07".length();
    private static final String SHAPE = "0000-00-00T00:00:00";
    private static final int DAYS_TO_1970 = 719_468;

    private UtcSecond() {}

    /** Seconds since 1970, rounded down; {@link #OTHER} if it is written otherwise or is no time. */
    static long of(String text) {
        int length = text.length();
        if (length <= SECONDS_END || text.charAt(length - 1) != 'Z' || !isShaped(text, length)) {
            return OTHER;
        }
        int year = number(text, 0) * 100 + number(text, 2);
        int month = number(text, 5);
        int day = number(text, 8);
        int hour = number(text, 11);
        int minute = number(text, 14);
        int second = number(text, 17);
        boolean isDate = month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(year, month);
        boolean isTime = isDate && hour < 24 && minute < 60 && second < 60;
        return isTime ? ((daysSince1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second : OTHER;
    }

    private static int lengthOf(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static boolean isShaped(String text, int length) {
        for (int i = 0; i < SECONDS_END; i++) {
            char wanted = SHAPE.charAt(i);
            char there = text.charAt(i);
            if (wanted == '0' ? there < '0' || there > '9' : there != wanted) {
                return false;
            }
        }
        if (length == SECONDS_END + 1) {
            return true;
        }
        for (int i = SECONDS_END + 1; i < length - 1; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.charAt(SECONDS_END) == '.' && length > SECONDS_END + 2;
    }

    private static int number(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }

    /** By the calendar that counts from March, so that the leap day comes last. */
    private static long daysSince1970(int year, int month, int day) {
        int years = month <= 2 ? year - 1 : year;
        int era = years / 400;
        int yearOfEra = years - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - DAYS_TO_1970;
    }
}
