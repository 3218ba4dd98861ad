using BotPartner.Core.Chat;

namespace BotPartner.Core.Partnerships;

/// <summary>For whom something is meant, and whose a place is.</summary>
/// <param name="Constituency">One of <see cref="Partnerships.Constituency.Ids"/>; null for all partners.</param>
public sealed record Audience(string? Constituency)
{
    /// <summary>The wire name of <see cref="All"/> in forms.</summary>
    public const string AllId = "all";

    /// <summary>All partners.</summary>
    public static Audience All { get; } = new((string?)null);

    /// <summary>As forms hold it.</summary>
    public string Id => Constituency ?? AllId;

    /// <summary>How it is called.</summary>
    public Text Label => Constituency is null ? Text.Say("audience.all") : Partnerships.Constituency.Label(Constituency);

    /// <summary>The audience with this wire name; null if there is none.</summary>
    public static Audience? Of(string id) => id == AllId ? All : Partnerships.Constituency.Ids.Contains(id) ? new(id) : null;

    /// <summary>Whether what is meant for this audience is shown in a place: what is for all, everywhere; what is for one
    /// constituency, in its own places and in no other.</summary>
    public bool Reaches(Link link) => Constituency is null || link.Audience == Constituency;
}
