namespace BotPartner.Sandbox.Rehearsal;

/// <summary>How a rehearsal is set up.</summary>
internal sealed record RehearsalOptions
{
    /// <summary>Where the room is found; port 0 takes a free one.</summary>
    public string Url { get; init; } = "http://localhost:3980";

    /// <summary>Whether others than this machine may come in.</summary>
    public bool Public { get; init; }

    /// <summary>The bot's store.</summary>
    public required string Store { get; init; }

    /// <summary>Where what the services remember is kept, beside the store; null if the room ends with its process.</summary>
    public string? Memory { get; init; }

    /// <summary>How many partners are seeded; 0 for none.</summary>
    public int Partners { get; init; } = Cast.Fewest;

    /// <summary>Decides ids.</summary>
    public ulong Seed { get; init; } = 1;
}
