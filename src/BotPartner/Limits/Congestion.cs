namespace BotPartner.Limits;

/// <summary>Something behind the requests that can fall behind: while it is, nothing more is begun.</summary>
/// <param name="IsBehind">Whether it is so far behind that what is begun now would be done too late. Asked for each request.</param>
public sealed record Congestion(Func<bool> IsBehind);
