using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Digests;
using BotPartner.Core.Guidance;
using BotPartner.Core.Languages;
using BotPartner.Core.Milestones;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Places;
using BotPartner.Core.Principles;
using BotPartner.Core.Privacy;
using BotPartner.Core.Settings;
using BotPartner.Core.Tensions;
using Course = BotPartner.Core.Decisions.Course;

namespace BotPartner;

/// <summary>What the bot can do: every feature of Core, and what they share.</summary>
internal static class Features
{
    public static void AddFeatures(this IServiceCollection services)
    {
        services.AddSingleton(Texts.Load());
        services.AddSingleton<Router>();
        services.AddSingleton<IGuide, Guide>();
        services.Add<PersonalPage>();

        services.AddSingleton<Roster>();
        services.AddSingleton<Partners>();
        services.AddSingleton<Members>();
        services.AddSingleton<Constituency>();
        services.AddSingleton<PartnerWords>();
        services.AddSingleton<Codes>();
        services.AddSingleton<PlaceReports>();
        services.AddSingleton<IPlaceReports>(s => s.GetRequiredService<PlaceReports>());
        services.Add<WelcomePlace>();
        services.Add<FoundPartnership>();
        services.Add<JoinPlace>();
        services.Add<ConnectPlace>();
        services.Add<AddPartner>();
        services.Add<ListPartners>();
        services.Add<JoinPartner>();
        services.Add<AdmitMember>();
        services.AddSingleton<InvitationCodes>();
        services.AddSingleton<AcceptInvitation>();
        services.Add<JoinByWords>();
        services.Add<InvitePartner>();
        services.Add<NameDelegate>();
        services.Add<FollowMember>();
        services.Add<LinkAccounts>();
        services.Add<UndoLink>();
        services.AddSingleton<RoleWords>();
        services.AddSingleton<GrantRole>();
        services.Add<ChangeRole>();
        services.AddSingleton<EveryMember>();
        services.AddSingleton<RemovedPartner>();
        services.Add<RemoveMember>();
        services.Add<RemovePartner>();
        services.AddSingleton<ISpeakers, BarSpeaker>();
        services.AddSingleton<PlaceWords>();
        services.AddSingleton<SetPlace>();
        services.AddSingleton<SetPartnership>();
        services.Add<FollowPartnership>();
        services.Add<ChangePlace>();
        services.Add<FollowMove>();
        services.Add<ChangeReminders>();

        services.AddSingleton<Ballots>();
        services.AddSingleton<BallotWords>();
        services.AddSingleton<ProposalWords>();
        services.AddSingleton<DecisionNumbers>();
        services.AddSingleton<Franchise>();
        services.AddSingleton<OpenDecision>();
        services.AddSingleton<EndRound>();
        services.AddSingleton<PourUrns>();
        services.AddSingleton<Objectors>();
        services.AddSingleton<Course>();
        services.AddSingleton<ReviewOutcome>();
        services.AddSingleton<SettleMatter>();
        services.AddSingleton<Aftermath>();
        services.AddSingleton<Booth>();
        services.AddSingleton<ReviewWords>();
        services.AddSingleton<ProposerOrSteward>();
        services.AddSingleton<Unvoted>();
        services.AddSingleton<PutProposal>();
        services.AddSingleton<Register>();
        services.Add<ProposeDecision>();
        services.Add<PreviewProposal>();
        services.Add<CastBallot>();
        services.Add<VoteInWords>();
        services.Add<GiveMandate>();
        services.Add<WeighPartner>();
        services.Add<CloseDecision>();
        services.Add<ShowDecisions>();
        services.AddSingleton<IHomePart, DecisionsAtHome>();
        services.Add<FollowDecisions>();
        services.Add<RefreshCard>();
        services.Add<AmendDecision>();
        services.Add<AnswerAmendment>();
        services.Add<WithdrawDecision>();
        services.Add<ExtendDecision>();
        services.Add<StateOutcome>();
        services.Add<ManageDecision>();
        services.Add<ShowRounds>();
        services.Add<RemindDelegates>();
        services.AddSingleton<RecordShelf>();
        services.AddSingleton<Recorder>();
        services.Add<KeepRecord>();
        services.AddSingleton<DecisionFiles>();
        services.AddSingleton<IFiles>(s => s.GetRequiredService<DecisionFiles>());
        services.Add<ShowRecord>();
        services.Add<ExportDecisions>();

        services.AddSingleton<PrincipleShelf>();
        services.AddSingleton<PrincipleWords>();
        services.AddSingleton<PrincipleProposals>();
        services.AddSingleton<Reach>();
        services.AddSingleton<IMatters, SettlePrinciple>();
        services.AddSingleton<ICitations, Citations>();
        services.AddSingleton<IDigestPart, PrincipleDigest>();
        services.AddSingleton<IHomePart, PrinciplesAtHome>();
        services.Add<ShowPrinciples>();
        services.Add<AdoptPrinciple>();
        services.Add<ChangePrinciple>();
        services.Add<AcknowledgePrinciple>();
        services.Add<CitePrinciple>();
        services.Add<SeekPrinciples>();
        services.Add<FollowPrinciples>();

        services.AddSingleton<SettingWords>();
        services.Add<ChangeSettings>();

        services.AddSingleton<AgreedProtocol>();
        services.AddSingleton<AgreeWords>();
        services.Add<AgreeOnProtocol>();

        services.AddSingleton<Gathering>();
        services.AddSingleton<TensionShelf>();
        services.AddSingleton<FindTension>();
        services.AddSingleton<WhichPartnership>();
        services.AddSingleton<Drafts>();
        services.Add<RaiseTension>();
        services.Add<ListTensions>();
        services.Add<ReadTension>();
        services.Add<MoveTension>();
        services.Add<GuideTension>();
        services.Add<VoteOnTension>();
        services.Add<FollowTension>();
        services.Add<TensionFiles>();
        services.AddSingleton<IFiles>(s => s.GetRequiredService<TensionFiles>());

        services.AddSingleton<MilestoneShelf>();
        services.AddSingleton<MilestoneFields>();
        services.AddSingleton<MilestoneWords>();
        services.AddSingleton<TimeWords>();
        services.AddSingleton<DayWords>();
        services.AddSingleton<FindMilestone>();
        services.AddSingleton<OwnersPeople>();
        services.AddSingleton<FirstSteps>();
        services.AddSingleton<Celebrate>();
        services.AddSingleton<KudosShelf>();
        services.Add<ListMilestones>();
        services.Add<AddMilestone>();
        services.Add<EditMilestone>();
        services.Add<CompleteMilestone>();
        services.Add<FollowMilestone>();
        services.Add<ShowCelebrations>();
        services.Add<GiveCredit>();
        services.Add<GiveKudos>();
        services.Add<RefreshKudos>();
        services.AddSingleton<CelebrationFiles>();
        services.AddSingleton<IFiles>(s => s.GetRequiredService<CelebrationFiles>());
        services.Add<ExportCelebrations>();
        services.AddSingleton<IDigestPart, MilestonesPart>();
        services.AddSingleton<IHomePart, MilestonesAtHome>();
        services.AddSingleton<IDigestPart, CelebrationsPart>();

        services.AddSingleton<PersonFiles>();
        services.AddSingleton<IFiles>(s => s.GetRequiredService<PersonFiles>());
        services.AddSingleton<Erasure>();
        services.Add<ExportPerson>();
        services.Add<ForgetPerson>();
        services.AddSingleton<IPartnershipWatch, KeepTraces>();

        services.AddSingleton<IDigestPart, DecisionsPart>();
        services.AddSingleton<IDigestPart, TensionsPart>();
        services.AddSingleton<IDigestPart, PartnersPart>();
        services.AddSingleton<IDigestPart, PhasePart>();
        services.AddSingleton<Compose>();
        services.AddSingleton<WeeklyWords>();
        services.AddSingleton<PlanDigest>();
        services.AddSingleton<IPartnershipWatch>(s => s.GetRequiredService<PlanDigest>());
        services.Add<ChangeDigest>();
        services.Add<ReadDigest>();
        services.Add<SendDigest>();
    }

    /// <summary>A feature, which others may also use by its type.</summary>
    private static void Add<T>(this IServiceCollection services)
        where T : class, IFeature
    {
        services.AddSingleton<T>();
        services.AddSingleton<IFeature>(s => s.GetRequiredService<T>());
    }
}
