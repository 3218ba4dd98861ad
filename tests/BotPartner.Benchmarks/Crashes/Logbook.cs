using System.Collections.Concurrent;
using System.Globalization;
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

    public ConcurrentQueue<string> Errors { get; } = [];

    /// <summary>The messages whose answer did not come, or was not saved, in time.</summary>
    public ConcurrentQueue<Lateness> Late { get; } = [];

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
            var many = waits.Groups["count"] is { Success: true } count ? int.Parse(count.Value, CultureInfo.InvariantCulture) : 1;
            for (var i = 0; i < many; i++)
            {
                Late.Enqueue(new(DateTimeOffset.UtcNow, waits.Groups["kind"].Value, waits.Groups["slot"].Value, waits.Groups["platform"].Value));
            }
        }
    }

    [GeneratedRegex(@"A (?<slot>\S+) of a (?<kind>\S+) (for (?<platform>\S+) has to wait, attempt \d+: no answer in time|was sent to (?<platform>\w+), and the store took that only)|became of (?<count>\d+) posts of a (?<kind>\S+) could not be saved(; they| yet)", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Waits();
}

/// <summary>A line of the log which says that the answer to a message did not come, or was not saved, in time. It does not say which message: that would name people.</summary>
/// <param name="At">When it was logged.</param>
/// <param name="Kind">The kind of the document that owes the message.</param>
/// <param name="Slot">Which of its messages; empty if it is not said.</param>
/// <param name="Platform">Where; empty if it is not said.</param>
internal sealed record Lateness(DateTimeOffset At, string Kind, string Slot, string Platform)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Whether this can be why it was posted again.</summary>
    public bool Explains(Posted posted) =>
        posted.Slot.StartsWith(Kind, StringComparison.Ordinal) && (Slot.Length == 0 || !posted.Slot.Contains('|', StringComparison.Ordinal) || posted.Slot.EndsWith("|" + Slot, StringComparison.Ordinal))
        && posted.Place.StartsWith(Platform, StringComparison.Ordinal) && At > posted.At && At - posted.At < Longest;
}
