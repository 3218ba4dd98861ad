using System.Text;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>Values that programs trip over.</summary>
internal static class Poison
{
    /// <summary>Stands in strings for bytes that are no UTF-8; see <see cref="Bytes"/>.</summary>
    public const char NoUtf8 = '\uf8ff';

    /// <summary>JSON as it is written, not necessarily well-formed.</summary>
    public static readonly string[] Literals =
    [
        "null", "true", "false", "0", "-1", "1e309", "-1e309", "1e-400", "99999999999999999999999999", "-99999999999999999999", "9223372036854775807", "-9223372036854775808",
        "2147483648", "-0.0", "0.1", "1792345678.000001", "[]", "{}", "[[]]", "[null]", "[{}]", "{\"\":null}", "\"\"", "\" \"", "\"\\u0000\"",
        "\"\\ud800\"", "\"\\udfff\\ud800\"", "\"a\\ud83d\"", "\"\\ud83d\\u0041\"", "{\"\\ud800\":\"x\"}", "{\"a\\udc00\":{\"b\\ud800\":1}}", "{\"a\":1,\"a\":\"2\",\"a\":[]}",
        "\"\\uFEFF\"", "\"\\/\\b\\f\\n\\r\\t\"", "NaN", "Infinity", "-", "01", "+1", "0x10", "\"\\x\"", "'single'", "undefined", "/* comment */ 1", "\"unclosed", $"\"{NoUtf8}{NoUtf8}\"", "\"\u0007\"", "[1,]", "{\"a\":}", "",
    ];

    /// <summary>How many of those are well-formed.</summary>
    public static readonly int WellFormed = Array.IndexOf(Literals, "NaN");

    /// <summary>Words.</summary>
    public static readonly string[] Words =
    [
        "", " ", "\n", "\0", "a\0b", "\u200b", "\u200d\u200d", "\u2060", "\ufeff", "\u202e\u2066drow", "\u2067\u2067\u2067", "\u2028\u2029", "\r\n\r\n", "\t", "\u0085", "\ufffe", "\ud83d\ude00",
        "*b* _i_ ~s~ `c` > q", "<!channel>", "<!here|x>", "<@U00000001>", "<@U00000001|*b*>", "<#C1|x>", "<https://evil.example|click>", "<", "<>", "<@", "<@>", "<@|>", "<!>", "<#>", "&lt;&amp;amp;&#0;",
        "<at>All</at>", "<at id=\"0\">x</at>", "[click](http://evil.example)", "{{DATE(2026-01-01T00:00:00Z,SHORT)}}", "{{", "${x}", "{0}", "{name}", "{n, plural, one {#} other {#}}", "%s%n", "@channel", "@everyone",
        "<b>html</b><script>alert(1)</script>", "=cmd|' /C calc'!A0", "'; DROP TABLE documents; --", "../../../etc/passwd", "..\\..\\", "p/../q", "a/b", "a:b", "#", "?", "%00", "%ff%fe", "%", "%zz",
        "-1", "0", "1", "999999999999999999999", "2147483648", "1.5", "NaN", "0/0", "> 0/0", "> -1/2", "majority > 99999999999999999999/1", "quorum 1e9%", "closes in 99999999999d", "closes in -5d", "closes 9999-12-31 23:59",
        "closes 0000-00-00", "2026-02-30", "25:61", "choose ;;;;", "choose a;a;a", "rank " + "x;", "décider | | | | |", "|", "||||||||||", "true", "null", "undefined", "[object Object]", "{}", "[]", "{\"a\":\"b\"}", "\"", "\\",
        "Z̷̢̛a̴l̶g̷o̸" + "\u0336\u0337\u0338", "اعتماد", "שלום", "ＦＵＬＬ", "ﷺ", "İ", "ı", "ß", "ﬀ", "\u00a0", "\u3000", "🏳️‍🌈", "👩‍👩‍👧‍👦", "\U000e0041", "\U0010ffff", "e\u0301",
    ];

    /// <summary>Addresses where nothing may be sent.</summary>
    public static string[] Addresses(int forbidden, int sink) =>
    [
        $"http://127.0.0.1:{forbidden}/hooks/00000001", $"http://localhost:{forbidden}/", $"http://[::1]:{forbidden}/", $"http://127.0.0.1:{sink}@127.0.0.1:{forbidden}/teams/", $"http://127.0.0.1:{forbidden}\\@127.0.0.1:{sink}/",
        $"http://127.1:{forbidden}/", $"http://2130706433:{forbidden}/", $"http://0x7f000001:{forbidden}/", $"http://127.0.0.1:{forbidden}#@127.0.0.1:{sink}/", $"http://127.0.0.1.nip.example:{forbidden}/", $"HTTP://127.0.0.1:{forbidden}/",
        $"//127.0.0.1:{forbidden}/", $"ws://127.0.0.1:{forbidden}/", "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", $"http://[::ffff:127.0.0.1]:{forbidden}/latest/meta-data/", "http:///", "http://", "https://", ":", "javascript:alert(1)",
        $"http://0.0.0.0:{forbidden}/", $"http://127.0.0.1:{sink}/../../", $"http://127.0.0.1:{sink}/teams/?x=http://127.0.0.1:{forbidden}", "http://user:pass@127.0.0.1/", "http://\u2460\u2461.example/", "http://" + new string('a', 300) + "/",
        $"http://127.0.0.1:{sink}", $"http://127.0.0.1:{sink}/teams/", $"http://127.0.0.1:{sink}/hooks/00000001",
    ];

    /// <summary>Long words, up to nearly all that a body holds.</summary>
    public static string Long(Random random)
    {
        var length = random.Next(40) == 0 ? 900_000 : random.Next(4) == 0 ? 40_000 : random.Next(200, 6000);
        return random.Next(8) switch
        {
            0 => Repeated("🌍", length > 20_000 ? 10_000 : length / 2),
            1 => Repeated("<at>x</at>", length / 10),
            2 => Repeated("<@U00000001> ", length / 13),
            3 => Repeated("a ", length / 2),
            4 => Repeated("\u0301", length / 2),
            5 => Repeated("*_~`|>", length / 6),
            6 => Repeated("👩‍👩‍👧", length / 8),
            _ => new string("axA0 \u202e<{"[random.Next(8)], length),
        };
    }

    /// <summary>Some poison.</summary>
    public static string Any(Random random) => random.Next(12) == 0 ? Long(random) : Words[random.Next(Words.Length)];

    /// <summary>Text as UTF-8, but where it says otherwise.</summary>
    public static byte[] Bytes(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!text.Contains(NoUtf8, StringComparison.Ordinal))
        {
            return bytes;
        }

        ReadOnlySpan<byte> mark = [0xef, 0xa3, 0xbf];
        ReadOnlySpan<byte> wrong = [0xed, 0xa0, 0x80];
        for (int at; (at = bytes.AsSpan().IndexOf(mark)) >= 0;)
        {
            wrong.CopyTo(bytes.AsSpan(at));
        }

        return bytes;
    }

    private static string Repeated(string what, int times) => new StringBuilder(what.Length * times).Insert(0, what, times).ToString();
}
