using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Partnerships;

/// <summary>The words for roles, in all languages at once.</summary>
public sealed class RoleWords(Texts texts)
{
    /// <summary>Administers the partnership.</summary>
    public const string Steward = "steward";

    /// <summary>Guides tensions.</summary>
    public const string Facilitator = "facilitator";

    /// <summary>Answers for a partner.</summary>
    public const string Focal = "focal";

    /// <summary>Casts a partner's ballot.</summary>
    public const string Delegate = "delegate";

    /// <summary>None of them.</summary>
    public const string None = "none";

    /// <summary>Wire names; each has a text <c>role.{id}</c> and the words people type, <c>role.{id}.words</c>.</summary>
    public static readonly IReadOnlyList<string> All = [Delegate, Focal, Facilitator, Steward, None];

    /// <summary>The role that these words end in; null if none.</summary>
    public string? Parse(string typed)
    {
        var folded = Words.Fold(typed).TrimEnd('.', '!', '?');
        return All.FirstOrDefault(r => Texts.Languages.SelectMany(l => texts.Raw($"role.{r}.words", l).Split('|')).Append(r)
            .Any(w => folded == Words.Fold(w) || folded.EndsWith(" " + Words.Fold(w), StringComparison.Ordinal)));
    }
}
