using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>How a far side is unwell.</summary>
internal enum Trouble
{
    None,
    ThrottledFor,
    Throttled,
    Broken,
    Hanging,
    Cut,
    Garbled,
    Unhappy,
}

/// <summary>Far sides that are unwell for a while, each place in its own way, and what came there.</summary>
internal sealed partial class Troubled
{
    private static readonly Trouble[] All = Enum.GetValues<Trouble>();
    private readonly ConcurrentQueue<Attempt> attempts = new();
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly TimeSpan outage;
    private TimeSpan begun = TimeSpan.MaxValue;

    public Troubled(Sink sink, TimeSpan outage)
    {
        this.outage = outage;
        sink.Before = Before;
    }

    /// <summary>Whether no token is given while it lasts, in place of all else.</summary>
    public bool Tokenless { get; init; }

    /// <summary>Everything that was sent to a place, as it came.</summary>
    public IReadOnlyList<Attempt> Attempts => [.. attempts];

    public TimeSpan Now => Stopwatch.GetElapsedTime(start);

    /// <summary>When the trouble is over.</summary>
    public TimeSpan Over => begun + outage;

    /// <summary>The partnerships, one for each trouble.</summary>
    public static Assembly[] Assemblies { get; } = [.. All.Select((t, i) => new Assembly(Enum.GetName(t)!.ToLowerInvariant(), OnSlack: true, 100 * i, 4))];

    public void Begin() => begun = Now;

    /// <summary>A message or an edit for a place.</summary>
    /// <param name="Place">The channel.</param>
    /// <param name="Decision">The number of the decision that its card shows.</param>
    /// <param name="Posts">Whether it is a new message.</param>
    /// <param name="At">When.</param>
    /// <param name="Taken">Whether it was taken.</param>
    public sealed record Attempt(string Place, int Decision, bool Posts, TimeSpan At, bool Taken);

    private async ValueTask<byte[]?> Before(string path, byte[] body)
    {
        var unwell = Now >= begun && Now < Over;
        if (path.StartsWith("/token", StringComparison.Ordinal))
        {
            // A token that is good for a second is asked for again and again.
            return !Tokenless ? null : unwell ? Answer(503, "Service Unavailable", "", "down") : Sink.Json("{\"token_type\":\"Bearer\",\"expires_in\":1,\"access_token\":\"benchmark\"}");
        }

        var text = Encoding.UTF8.GetString(body);
        var slack = path is "/api/chat.postMessage" or "/api/chat.update";
        var teams = path.StartsWith("/teams/v3/conversations/19", StringComparison.Ordinal);
        var place = teams ? Uri.UnescapeDataString(path.Split('/')[4]) : slack ? Channel().Match(text).Groups["id"].Value : "";
        if (Array.FindIndex(Assemblies, a => a.SlackChannel == place || a.TeamsChannel == place) is var which && which < 0)
        {
            return null;
        }

        var trouble = unwell && !Tokenless ? All[which] : Trouble.None;
        var number = Number().Match(text) is { Success: true } found ? int.Parse(found.Groups["n"].Value, CultureInfo.InvariantCulture) : 0;
        attempts.Enqueue(new(place, number, path.EndsWith("postMessage", StringComparison.Ordinal) || path.EndsWith("/activities", StringComparison.Ordinal), Now, trouble == Trouble.None));
        switch (trouble)
        {
            case Trouble.None:
                return null;
            case Trouble.ThrottledFor:
                return Answer(429, "Too Many Requests", "Retry-After: 2\r\n", "{}");
            case Trouble.Throttled:
                return Answer(429, "Too Many Requests", "", "slow down");
            case Trouble.Broken:
                return Answer(503, "Service Unavailable", "", "<html>");
            case Trouble.Hanging:
                await Task.Delay(Over - Now > TimeSpan.Zero ? Over - Now : TimeSpan.Zero);
                return [];
            case Trouble.Cut:
                return [];
            case Trouble.Garbled:
                // Of Teams, 200 means that it was taken, whatever the body says.
                return slack ? Sink.Json("{\"ok\":true,\"ts\":\"\\ud800") : Answer(502, "Bad Gateway", "", "{\"error\":{\"code\":\"\\ud800\"}}");
            default:
                return slack ? Sink.Json("{\"ok\":false,\"error\":\"internal_error\"}") : Answer(500, "Internal Server Error", "", "{\"error\":{\"code\":\"ServiceError\"}}");
        }
    }

    private static byte[] Answer(int status, string reason, string headers, string body) =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status} {reason}\r\n{headers}Content-Length: {body.Length}\r\nContent-Type: application/json\r\n\r\n{body}");

    [GeneratedRegex("\"channel\":\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Channel();

    [GeneratedRegex("Decision (?<n>[0-9]+)", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Number();
}
