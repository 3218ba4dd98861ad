namespace BotPartner.Tests.Access;

/// <summary>Who may do what: every command, button, form, search and page that the router knows, by everybody that it may be asked by.
/// The rules of the product decide what stands here; the page <c>docs/who-may-what.md</c> says the same in plain words.</summary>
internal static partial class Rights
{
    public static IReadOnlyList<Deed> All { get; } =
    [
        .. Partnership(), .. People(), .. Places(), .. Proposing(), .. Voting(), .. Changing(), .. Reading(), .. Principles(), .. Milestones(), .. Tensions(), .. Own(),
    ];

    private static readonly Dictionary<string, (Deed Deed, Way Way)> Ways = All.SelectMany(d => d.Ways.Select(w => (d, w))).ToDictionary(c => c.w.Title);

    /// <summary>A way by its title.</summary>
    public static (Deed Deed, Way Way) Way(string title) => Ways[title];

    /// <summary>Each way of each deed, by each of them.</summary>
    public static IEnumerable<(Deed Deed, Way Way, Who Who)> Cells =>
        from deed in All from way in deed.Ways from who in Cast.Everybody select (deed, way, who);
}
