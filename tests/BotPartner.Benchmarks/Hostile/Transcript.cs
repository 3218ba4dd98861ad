using System.Collections.Concurrent;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>What the bot writes to its log: errors are kept, one of each kind; the rest is counted.</summary>
internal sealed class Transcript
{
    private const int LongestShown = 160;
    private readonly ConcurrentDictionary<string, int> warnings = new();
    private readonly ConcurrentDictionary<string, (int Times, string Whole)> errors = new();
    private readonly List<string> error = [];
    private int failed;
    private bool warned;

    /// <summary>How many errors and unhandled exceptions.</summary>
    public int Failed => Volatile.Read(ref failed);

    /// <summary>One of each kind, and what it warned of, how often.</summary>
    public IEnumerable<string> Told => errors.Values.OrderByDescending(e => e.Times).Select(e => $"{e.Times} × {e.Whole}")
        .Concat(warnings.OrderByDescending(w => w.Value).Take(20).Select(w => $"{w.Value} × {w.Key}"));

    /// <summary>Hears one line; they come one after the other.</summary>
    public void Hear(string line)
    {
        if (warned)
        {
            warnings.AddOrUpdate(line.Trim() is { Length: > LongestShown } told ? told[..LongestShown] : line.Trim(), 1, (_, n) => n + 1);
        }

        var begins = line.Length > 5 && line[0] != ' ';
        if (begins)
        {
            Settle();
        }

        var bad = line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal) || line.StartsWith("Unhandled", StringComparison.Ordinal);
        if (bad)
        {
            Interlocked.Increment(ref failed);
        }

        // The server itself warns of what broke a connection: worth looking at.
        if (bad || error.Count > 0 || line.StartsWith("warn: Microsoft.", StringComparison.Ordinal))
        {
            error.Add(line);
        }

        warned = line.StartsWith("warn:", StringComparison.Ordinal);
    }

    /// <summary>The last error is over: nothing more is heard.</summary>
    public void Settle()
    {
        if (error.Count > 0)
        {
            var kind = string.Join('|', error.Skip(1).Take(2)) + error.Find(l => l.Contains(" at BotPartner.", StringComparison.Ordinal));
            errors.AddOrUpdate(kind, (1, string.Join('\n', error)), (_, before) => (before.Times + 1, before.Whole));
            error.Clear();
        }
    }
}
