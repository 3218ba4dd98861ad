namespace BotPartner.Sandbox.Teams;

/// <summary>How the simulated Teams is set up.</summary>
public sealed record TeamsOptions
{
    /// <summary>Where it listens; port 0 takes a free one.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>The bot's app registration.</summary>
    public string AppId { get; init; } = "b0b0b0b0-1111-4222-8333-444444444444";

    /// <summary>The organisation that runs this Teams.</summary>
    public string TenantId { get; init; } = "7e7e7e7e-aaaa-4bbb-8ccc-dddddddddddd";

    /// <summary>What the token endpoint expects.</summary>
    public string ClientSecret { get; init; } = "sandbox-client-secret";

    /// <summary>How people mention it.</summary>
    public string BotName { get; init; } = "BotPartner";

    /// <summary>The search of the app's message extension, as its manifest names it.</summary>
    public string SearchCommand { get; init; } = "principle";

    /// <summary>The search's parameter.</summary>
    public string SearchParameter { get; init; } = "words";

    /// <summary>First part of the service URL's path.</summary>
    public string Region { get; init; } = "emea";

    /// <summary>Whether the service URL ends with a slash; live ones do both.</summary>
    public bool TrailingSlash { get; init; } = true;

    /// <summary>Whether the limits of teams.md §5 hold.</summary>
    public bool RateLimits { get; init; }

    /// <summary>Whether a 429 says how long to wait.</summary>
    public bool SaysRetryAfter { get; init; } = true;

    /// <summary>The clock of the service and of its people.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Decides ids and disorder.</summary>
    public ulong Seed { get; init; } = 1;
}
