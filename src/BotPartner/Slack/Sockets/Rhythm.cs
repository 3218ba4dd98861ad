using System.Runtime.InteropServices;

namespace BotPartner.Slack.Sockets;

/// <summary>How often in a row a line came to nothing, and how often it was replaced soon after it was opened.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Turn(int Failures, int Hasty)
{
    /// <summary>None yet.</summary>
    public static readonly Turn First;
}

/// <summary>How long to wait before a line is opened again.</summary>
public sealed partial class Rhythm(TimeProvider time, ILogger<Rhythm> log)
{
    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private const int MostFailures = 6;
    private const int MostHasty = 3;

    /// <summary>Where the lines log.</summary>
    public ILogger Log => log;

    /// <summary>A point in time.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>What follows a line that ended, or could not be opened.</summary>
    /// <param name="turn">Before.</param>
    /// <param name="opened">Whether it was open.</param>
    /// <param name="why">Slack's or our word; empty for a line that broke.</param>
    /// <param name="began">When it was opened.</param>
    public Turn After(Turn turn, bool opened, string why, long began)
    {
        var soon = time.GetElapsedTime(began) < Soon;
        if (!opened)
        {
            LogTrouble(log, why);
            return turn with { Failures = turn.Failures + 1 };
        }

        switch (why)
        {
            case "link_disabled":
                LogTrouble(log, why);
                return new(MostFailures + 1, 0);
            case "too_many_websockets":
                LogTrouble(log, why);
                return turn with { Failures = turn.Failures + 1 };
            case "":
                return turn with { Failures = soon ? turn.Failures + 1 : 1 };
            default:
                // It is about to end (warning, refresh_requested): at once, unless that goes on and on.
                var hasty = soon ? turn.Hasty + 1 : 0;
                return new(hasty > MostHasty ? turn.Failures + 1 : 0, hasty);
        }
    }

    /// <summary>Waits: not at all, or 1 s, 2 s, 4 s … a minute, the lines a little apart.</summary>
    public Task Rest(Turn turn, int number, CancellationToken cancellation)
    {
        if (turn.Failures == 0)
        {
            return Task.CompletedTask;
        }

        var whole = Math.Min(Math.Pow(2, Math.Min(turn.Failures - 1, MostFailures)), Longest.TotalSeconds);
        return Task.Delay(TimeSpan.FromSeconds(whole * (1 - (number % 4 / 16.0))), time, cancellation);
    }

    /// <summary>Does what opens a socket, for ten seconds at most.</summary>
    public async Task InTime(Func<CancellationToken, Task> connect, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(connect);
        using var late = new CancellationTokenSource(ConnectPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        await connect(either.Token);
    }

    [LoggerMessage(240, LogLevel.Warning, "No socket to Slack: {Reason}; it is tried again")]
    private static partial void LogTrouble(ILogger log, string reason);
}
