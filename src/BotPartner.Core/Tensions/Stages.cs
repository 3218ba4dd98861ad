using BotPartner.Core.Chat;

namespace BotPartner.Core.Tensions;

/// <summary>The stages by their wire names, and what they are called.</summary>
public static class Stages
{
    /// <summary>All of them, in order.</summary>
    public static readonly IReadOnlyList<Stage> All = [Stage.Acknowledge, Stage.Talk, Stage.FocalPoints, Stage.Facilitated, Stage.Committee, Stage.Mediation];

    /// <summary>Wire name, and end of the text keys <c>protocol.stage.{…}</c>, <c>protocol.who.{…}</c>, <c>protocol.for.{…}</c> and <c>talking.{…}</c>.</summary>
    public static string Id(this Stage stage) => stage switch
    {
        Stage.Acknowledge => "acknowledge",
        Stage.Talk => "talk",
        Stage.FocalPoints => "focal-points",
        Stage.Facilitated => "facilitated",
        Stage.Committee => "committee",
        Stage.Mediation => "mediation",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    /// <summary>The stage of a wire name; null if there is none.</summary>
    public static Stage? Of(string? id) => All.Where(s => s.Id() == id).Select(s => (Stage?)s).FirstOrDefault();

    /// <summary>How it is called.</summary>
    public static Text Label(this Stage stage) => Text.Say($"protocol.stage.{stage.Id()}");
}
