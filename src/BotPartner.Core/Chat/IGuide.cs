namespace BotPartner.Core.Chat;

/// <summary>Knows who asks for help, and where: what the commands can do for them there.</summary>
public interface IGuide
{
    /// <summary>What to say to who asks; null if it cannot be told, and all commands are shown.</summary>
    Task<Advice?> For(Request request, CancellationToken cancellation);
}

/// <summary>Help for one person in one place.</summary>
/// <param name="Who">Who they are there, said above the commands.</param>
/// <param name="Offer">A command's wire name to how it serves them there; null if it does not.</param>
/// <param name="More">Said below the commands.</param>
public sealed record Advice(Text Who, Func<string, Offer?> Offer, IReadOnlyList<Text> More)
{
    /// <summary>The IANA zone of the partnership, if one is known.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>How a command serves somebody: what to type, and what it does.</summary>
public sealed record Offer(Text Usage, Text Does)
{
    /// <summary>All that it can.</summary>
    public static Offer Whole(string verb) => new(new Text.Said($"usage.{verb}"), new Text.Said($"help.{verb}"));

    /// <summary>A part of it, which the catalogue has under <c>offer.{verb}.{part}</c>.</summary>
    public static Offer Part(string verb, string part) => new(new Text.Said($"offer.{verb}.{part}.usage"), new Text.Said($"offer.{verb}.{part}.help"));
}
