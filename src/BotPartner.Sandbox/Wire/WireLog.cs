using System.Text.RegularExpressions;

namespace BotPartner.Sandbox.Wire;

/// <summary>Which way a request went.</summary>
public enum WireDirection
{
    /// <summary>From the simulated service to the bot.</summary>
    ToBot,

    /// <summary>From the bot to the simulated service.</summary>
    FromBot,
}

/// <summary>One request that went over the wire. Bodies are cut and hold no secrets.</summary>
public sealed record WireEntry(
    long Number,
    DateTimeOffset At,
    string Service,
    WireDirection Direction,
    string Method,
    string Path,
    int Status,
    string RequestBody,
    string ResponseBody);

/// <summary>The last requests in both directions, in bounded memory.</summary>
public sealed partial class WireLog(TimeProvider time, int capacity = 400)
{
    private const int BodyLimit = 8 * 1024;
    private readonly Lock gate = new();
    private readonly Queue<WireEntry> entries = new();
    private long count;

    /// <summary>Raised after each new entry.</summary>
    public event EventHandler? Recorded;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<WireEntry> Entries
    {
        get
        {
            lock (gate)
            {
                return [.. entries];
            }
        }
    }

    /// <summary>The number of the newest entry; 0 before the first.</summary>
    public long Last => Interlocked.Read(ref count);

    internal void Record(string service, WireDirection direction, string method, string path, int status, string request, string response)
    {
        var (target, sent, got) = (Redact(path), Redact(request), Redact(response));
        lock (gate)
        {
            entries.Enqueue(new(++count, time.GetUtcNow(), service, direction, method, target, status, sent, got));
            while (entries.Count > capacity)
            {
                entries.Dequeue();
            }
        }

        Recorded?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>The text without what could be used to pose as somebody, at most 8 KB of it.</summary>
    internal static string Redact(string text)
    {
        // Redact a little more than is kept, so that no secret is cut in two and slips through.
        var near = text.Length > BodyLimit * 2 ? text[..(BodyLimit * 2)] : text;
        var clean = Named().Replace(near, "${name}[redacted]");
        clean = Shaped().Replace(clean, "[redacted]");
        return clean.Length > BodyLimit ? string.Concat(clean.AsSpan(0, BodyLimit), "…") : clean;
    }

    [GeneratedRegex("""(?<name>(?:client_secret|client_assertion|access_token|refresh_token|(?<=%22|\b)token)(?:=|"\s*:\s*"|%22%3A%22))[^&"%\s]+""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Named();

    [GeneratedRegex(@"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=(?:^|&)code=)[^&]+|(?<=[?&]ticket=)\w+|eyJ[\w-]+\.[\w-]+\.[\w-]*|(?<=(?:/|%2F|\\/)hooks(?:/|%2F|\\/))[\w-]+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Shaped();
}
