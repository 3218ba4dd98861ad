using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Tensions;
using NodaTime;

namespace BotPartner.Tests.House;

/// <summary>Cards and forms of what was agreed about tensions.</summary>
internal static class ProtocolGallery
{
    private static readonly LocalDate Today = new(2026, 11, 21);

    public static IEnumerable<(string, Card)> Cards(string name, Person person, string text)
    {
        var partnership = new Partnership(name, "Africa/Dakar", [person], [], default) { About = new(null, null, null) { Protocol = Most(text, About.MaxProtocol) } };
        var seat = new Seat("p", partnership, person, null);
        var own = Own(text);
        yield return ("protocol", ProtocolCards.Steps(seat, Agreed.Default, Today));
        yield return ("protocol-own", ProtocolCards.Steps(seat, own, Today));
        yield return ("protocol-short", ProtocolCards.Steps(seat with { Partnership = partnership with { Stewards = [] } }, own with { Ladder = new([new(Stage.Talk, 60)]) }, Today));
        yield return ("protocol-usual", ProtocolCards.AskUsual("p", own));
        foreach (var stage in Stages.All)
        {
            yield return ($"talking-{stage.Id()}", TalkingGuide.Page(seat, Agreed.Default, stage));
        }

        yield return ("talking-own", TalkingGuide.Page(seat, own, Stage.Facilitated));
    }

    public static IEnumerable<(string, Form)> Forms(string text)
    {
        foreach (var (name, agreed) in new[] { ("", Agreed.Default), ("-own", Own(string.Concat(Enumerable.Repeat(text, 20)))) })
        {
            yield return ($"protocol-stages{name}", new ProtocolForm(ProtocolForm.Stages, null).Open("p", agreed, Text.Say("protocol.unclear", ("typed", text))));
            yield return ($"protocol-calendar{name}", new ProtocolForm(ProtocolForm.Calendar, null).Open("p", agreed));
            yield return ($"protocol-own{name}", new ProtocolForm(ProtocolForm.Own, Stage.Facilitated).Open("p", agreed));
        }
    }

    private static Agreed Own(string text) => new(
        new([.. Ladder.Default.Rungs.Select(r => r with { Guide = Most(text, Ladder.MaxGuide) })]) { Mediator = Most(text, Agreed.MaxMediator) },
        new([1, 2, 3, 4, 5, 6, 7], 0, 24) { Holidays = [.. Enumerable.Range(0, AgreedFields.MostHolidays).Select(i => NodaTime.Text.LocalDatePattern.Iso.Format(Today.PlusDays(i)))] },
        Agreed.KeptMost);

    private static string Most(string text, int length) =>
        text.Length <= length ? text : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
}
