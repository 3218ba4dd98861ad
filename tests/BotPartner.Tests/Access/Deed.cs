namespace BotPartner.Tests.Access;

/// <summary>One thing that can be done or read, and by whom.</summary>
/// <param name="Area">What it has to do with, as the page for secretariats is divided.</param>
/// <param name="What">In plain words.</param>
/// <param name="May">Who may; everybody else is refused, and nothing changes.</param>
/// <param name="Ways">How.</param>
internal sealed record Deed(string Area, string What, Who May, params Way[] Ways)
{
    /// <summary>For whom nothing happens, though no refusal is said: there is nothing of theirs that it could be about.</summary>
    public Who Idle { get; init; }

    /// <summary>Who may, as the page says it, where the people of the table are examples.</summary>
    public string? Said { get; init; }
}
