using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace BotPartner.Benchmarks.Crashes;

/// <summary>What the processes logged: errors, and messages whose answer did not come, or was not saved, in the time that a lease leaves for it.</summary>
internal sealed partial class Logbook
{
    private const int Kept = 60;
    private int following;

    /// <summary>What tells the bot to log what is wanted here, and no more.</summary>
    public static readonly IReadOnlyList<string> Settings =
    [
        "--Logging:LogLevel:Default=Warning",
        "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
        "--Logging:LogLevel:BotPartner.Workers.Books=Information",
    ];

    private readonly ConcurrentQueue<(DateTimeOffset At, string Kind, string Platform)> late = [];

    public ConcurrentQueue<string> Errors { get; } = [];

    public int Late => late.Count;

    public void Hear(string line)
    {
        if (line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal) || line.StartsWith("Unhandled", StringComparison.Ordinal))
        {
            Errors.Enqueue(line);
            following = 4;
        }
        else if (following-- > 0 && Errors.Count < Kept)
        {
            // What the error is about.
            Errors.Enqueue(line);
        }

        if (Waits().Match(line) is { Success: true } waits)
        {
            late.Enqueue((DateTimeOffset.UtcNow, waits.Groups["kind"].Value, waits.Groups["platform"].Value));
        }
    }

    /// <summary>Whether it was logged that the answer to this did not come, or was not saved, in time.</summary>
    public bool WasLate(Posted posted) => late.Any(l =>
        posted.Slot.StartsWith(l.Kind, StringComparison.Ordinal) && posted.Place.StartsWith(l.Platform, StringComparison.Ordinal)
        && l.At > posted.At && l.At - posted.At < TimeSpan.FromSeconds(15));

    [GeneratedRegex(@"A \S+ of a (?<kind>\S+) (for (?<platform>\S+) has to wait, attempt|was sent to (?<platform>\w+), and the store took that only)|posts of a (?<kind>\S+) could not be saved; they", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Waits();
}
