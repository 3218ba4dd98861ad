namespace BotPartner.Core.Decisions;

/// <summary>Wire names of what a ballot can say. Each has a text <c>choice.{name}</c>.</summary>
public static class Choice
{
    /// <summary>I can live with it.</summary>
    public const string Consent = "consent";

    /// <summary>I do not stand in the way.</summary>
    public const string Aside = "aside";

    /// <summary>It would harm what we stand for; with a reason.</summary>
    public const string Object = "object";

    /// <summary>Yes.</summary>
    public const string For = "for";

    /// <summary>No.</summary>
    public const string Against = "against";

    /// <summary>Here, but neither: counts for the quorum alone.</summary>
    public const string Abstain = "abstain";

    /// <summary>Gradient 1: with all my heart.</summary>
    public const string Endorse = "endorse";

    /// <summary>Gradient 2: yes, with small reservations.</summary>
    public const string Support = "support";

    /// <summary>Gradient 3: mixed feelings, no opinion, or more talk needed.</summary>
    public const string Mixed = "mixed";

    /// <summary>Gradient 4: I do not like it, and will not stand in the way.</summary>
    public const string Doubt = "doubt";

    /// <summary>Gradient 5: I cannot go along. A veto only where the method says so, and then with a reason.</summary>
    public const string Oppose = "oppose";
}
