using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>What a decision changes by itself once it is adopted. Whose it is, and what it means, is another feature's; cards say its effect.</summary>
/// <param name="Kind">Wire name of whose matter it is.</param>
/// <param name="Id">What it is about, as whoever handles the kind wrote it; at most 200 characters.</param>
/// <param name="Effect">What its adoption does, in a sentence for who votes: whatever the text of the proposal was made into; null where nothing is said of it.</param>
public sealed record Matter(string Kind, string Id, Text? Effect = null)
{
    /// <summary>That sentence, to stand under the text of the proposal.</summary>
    public static IEnumerable<Element> Shown(Matter? matter) => matter?.Effect is { } effect ? [new Element.Paragraph(effect) { Quiet = true }] : [];
}

/// <summary>Handles the matters of one kind.</summary>
public interface IMatters
{
    /// <summary>Which.</summary>
    string Kind { get; }

    /// <summary>Told of each ending of a decision on such a matter, whatever came of it, until it returns: at least once, by any process,
    /// also by several at a time. It must come out as once.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="decision">Closed or withdrawn; its text is what was agreed, which may not be the text that it was put with.</param>
    /// <param name="cancellation">Gives up; it is told again.</param>
    Task Settle(string partnership, Decision decision, CancellationToken cancellation);
}

/// <summary>Knows what can be cited as a shared principle.</summary>
public interface ICitations
{
    /// <summary>What can be chosen from now, in the order of a list; none where there is nothing, or more than a list takes.</summary>
    Task<IReadOnlyList<Option>> Of(string partnership, CancellationToken cancellation);

    /// <summary>What was chosen or typed, as it is kept; as it was typed if it is none of them.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="typed">The value of an option, a number, or a name.</param>
    /// <param name="language">In which language it is kept.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<string> Named(string partnership, string typed, string? language, CancellationToken cancellation);
}
