using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Teams;

/// <summary>How much one bot may ask of one conversation, and of the tenant, in teams.md §5.</summary>
internal sealed class ConnectorRates(TeamsOptions options)
{
    private readonly SlidingWindows writing = Windows(options.Time, (7, 1), (8, 2), (60, 30), (1800, 3600));
    private readonly SlidingWindows reading = Windows(options.Time, (14, 1), (16, 2), (120, 30), (3600, 3600));
    private readonly SlidingWindows tenant = Windows(options.Time, (50, 1));

    /// <summary>Posts and edits; a refusal, or null.</summary>
    public WireAnswer? Writing(TeamsConversation conversation, int count) => Take(writing, conversation, count);

    /// <summary>Members.</summary>
    public WireAnswer? Reading(TeamsConversation conversation) => Take(reading, conversation, 1);

    private WireAnswer? Take(SlidingWindows windows, TeamsConversation conversation, int count)
    {
        if (!options.RateLimits || (tenant.Take("") ?? windows.Take(conversation.Id, count)) is not { } wait)
        {
            return null;
        }

        return Connector.Error(429, "Throttled", "Too many requests.") with
        {
            RetryAfter = options.SaysRetryAfter ? (int)Math.Ceiling(wait.TotalSeconds) : null,
        };
    }

    private static SlidingWindows Windows(TimeProvider time, params (int Count, int Seconds)[] limits) =>
        new(time, [.. limits.Select(l => (l.Count, TimeSpan.FromSeconds(l.Seconds)))]);
}
