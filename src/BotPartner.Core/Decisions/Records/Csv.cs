using System.Text;

namespace BotPartner.Core.Decisions;

/// <summary>Lines of a table as RFC 4180 writes them, safe to open in a spreadsheet: no cell is taken for a formula.</summary>
public static class Csv
{
    // What spreadsheets take a formula by, also in its full-width form, and what they strip before they look.
    private const string Formulas = "=+-@\t\r\n＝＋－＠";

    /// <summary>Tells a spreadsheet that the file is UTF-8.</summary>
    public static readonly byte[] Mark = Encoding.UTF8.Preamble.ToArray();

    /// <summary>A line with its end. What would begin a formula is shown as text by an apostrophe before it.</summary>
    public static byte[] Line(IEnumerable<string> cells) => Encoding.UTF8.GetBytes(string.Join(',', cells.Select(Cell)) + "\r\n");

    private static string Cell(string value)
    {
        var inert = Looks(value) ? "'" + value : value;
        return inert.AsSpan().IndexOfAny(",\"\r\n") >= 0 || inert.StartsWith(' ') || inert.EndsWith(' ')
            ? $"\"{inert.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : inert;
    }

    private static bool Looks(string value) => value.Length > 0 && (Formulas.Contains(value[0]) || (value.TrimStart() is { Length: > 0 } bare && Formulas.Contains(bare[0])));
}
