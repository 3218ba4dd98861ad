using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;

namespace BotPartner.Core.Principles;

/// <summary>What a decision makes of the principles once it is adopted.</summary>
public enum Act
{
    /// <summary>Another one.</summary>
    Adopt,

    /// <summary>Another text for one.</summary>
    Revise,

    /// <summary>One less.</summary>
    Retire,
}

/// <summary>The matter of such a decision. The words are the decision's own.</summary>
/// <param name="Act">What it makes.</param>
/// <param name="Catalogue">Which of the catalogue is adopted; null for one of their own.</param>
/// <param name="Number">Which one is revised or retired; 0 for none.</param>
/// <param name="Review">When to look at it again, as it was typed; null for nothing said of it, <see cref="AdoptForm.NoReview"/> for never.</param>
/// <param name="Version">Which of its texts it was put about; 0 where that is not known.</param>
public sealed record PrincipleMatter(Act Act, string? Catalogue = null, int Number = 0, string? Review = null, int Version = 0)
{
    /// <summary>Wire name of the kind.</summary>
    public const string Kind = "principle";

    /// <summary>How long what was typed of a review may be.</summary>
    public const int MaxReview = 40;

    /// <summary>As a decision carries it.</summary>
    /// <param name="title">What the principle is called that is revised or retired.</param>
    public Matter ToMatter(Text title)
    {
        var act = Act switch { Act.Adopt => "adopt", Act.Revise => "revise", _ => "retire" };
        var parts = new List<string> { act, Catalogue ?? (Number > 0 ? Number.ToString() : ""), Review ?? "" };
        if (Version > 0)
        {
            parts.Add(Version.ToString());
        }

        return new(Kind, string.Join('|', parts), Act == Act.Adopt ? Text.Say("principle.effect.adopt") : Text.Say($"principle.effect.{act}", ("n", Number), ("title", title)));
    }

    /// <summary>Reads it; null if it is none.</summary>
    public static PrincipleMatter? Of(Matter? matter)
    {
        if (matter is not { Kind: Kind } || matter.Id.Split('|') is not [var act, var which, var review, .. var more])
        {
            return null;
        }

        var then = review.Length > 0 ? review : null;
        var version = more is [var typed] && int.TryParse(typed, out var v) ? v : 0;
        return act switch
        {
            "adopt" => new(Act.Adopt, which.Length > 0 ? which : null, 0, then),
            "revise" when int.TryParse(which, out var n) => new(Act.Revise, null, n, then, version),
            "retire" when int.TryParse(which, out var n) => new(Act.Retire, null, n, then, version),
            _ => null,
        };
    }
}
