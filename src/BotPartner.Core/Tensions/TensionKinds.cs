using BotPartner.Core.Documents;

namespace BotPartner.Core.Tensions;

/// <summary>The documents of this folder and what they are called.</summary>
public static class TensionKinds
{
    /// <summary>What a partnership agreed about tensions: at most one a partition.</summary>
    public static readonly Kind<Agreed> Protocol = new("protocol", 1, CoreJson.Default.DocumentAgreed);

    /// <summary>A tension, also while it is a draft.</summary>
    public static readonly Kind<Tension> Tension = new("tension", 1, CoreJson.Default.DocumentTension);

    /// <summary>The kinds that nobody may read in the store: hosts encrypt them.</summary>
    public static IEnumerable<string> Confidential => [Tension.Name];

    /// <summary>Where it is stored what was agreed.</summary>
    public static Key ProtocolKey(string partnership) => new(partnership, "protocol");

    /// <summary>Where a tension is stored.</summary>
    public static Key Key(string partnership, string code) => new(partnership, "tension:" + code);
}
